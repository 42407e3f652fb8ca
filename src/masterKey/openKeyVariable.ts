import type { RandomBytes } from '../core/effects.ts'
import type { MasterKey } from '../core/masterKey.ts'
import { StartError } from '../core/startError.ts'
import { localKey, parseLocalKey } from './localKey.ts'

export type Environment = Readonly<Record<string, string | undefined>>

interface Surroundings {
  readonly environment: Environment
  readonly randomBytes: RandomBytes
}

/**
 * The master key in an environment variable.
 *
 * @throws StartError when it is not set, or is no key.
 */
export const openKeyVariable = (name: string, { environment, randomBytes }: Surroundings): MasterKey => {
  const text = environment[name] ?? ''
  if (text === '') throw new StartError(`The variable ${name}, which is to hold the master key, is not set. ${remedy}`)
  const key = parseLocalKey(text)
  if (!key) throw new StartError(`The variable ${name} holds no master key. ${remedy}`)
  return localKey({ key, source: `the variable ${name}` }, randomBytes)
}

const remedy = 'Set it to 32 bytes in base64: those that the data folder was begun with, or "openssl rand -base64 32".'
