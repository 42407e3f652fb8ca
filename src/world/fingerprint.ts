import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { isJsonObject } from '../core/json.ts'
import type { World } from './worldSchema.ts'

const derive = promisify<string, string, number, Buffer>(scrypt)

/**
 * 64 hexadecimal digits that tell one world from another, whatever the order of their members. They are made of the
 * secrets, too, and therefore slowly (scrypt): who steals them cannot cheaply guess a password that somebody chose.
 */
export const fingerprintOf = async (world: World): Promise<string> =>
  (await derive(JSON.stringify(inOrder(world)), 'lazulite world', 32)).toString('hex')

/** The same members in one order. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isJsonObject(value)) return value
  const names = Object.keys(value).sort()
  return Object.fromEntries(names.map((name) => [name, inOrder(value[name])]))
}
