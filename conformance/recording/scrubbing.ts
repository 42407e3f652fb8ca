import { isJsonObject } from '../../src/core/json.ts'
import type { Exchange } from './exchange.ts'

/** Writes a recorded text with the names that its recorder meant. */
export type Unscrub = (text: string) => string

/**
 * Undoes half of what recorders do to names: they replace one as the test wrote it and miss it in lower case, in which
 * Data Factory writes the end of a factory's `id` and the host in its keys. Seen by a factory whose `id` ends in another
 * name than its own: the first such name stands for its own in lower case, in this whole recording.
 */
export const unscrubberOf = (exchanges: readonly Exchange[]): Unscrub => {
  const names = new Map<string, string>()
  for (const [left, meant] of exchanges.flatMap(({ answer }) => leftNames(answer.body))) {
    if (!new Set(names.values()).has(meant)) names.set(left, meant)
  }
  if (names.size === 0) return (text) => text
  const anyOf = new RegExp(`(?<![\\w-])(?:${[...names.keys()].join('|')})(?![\\w-])`, 'g')
  return (text) => text.replace(anyOf, (left) => names.get(left) ?? left)
}

const idOfAFactory = /\/factories\/([a-z\d-]+)$/

/** Each name that was left in a factory's id, with the one that belongs there. */
const leftNames = (body: unknown): readonly (readonly [string, string])[] => {
  if (Array.isArray(body)) return body.flatMap(leftNames)
  if (!isJsonObject(body)) return []
  const inside = Object.values(body).flatMap(leftNames)
  const { id, name } = body
  if (typeof id !== 'string' || typeof name !== 'string') return inside
  const [, left] = idOfAFactory.exec(id) ?? []
  return left === undefined || left === name.toLowerCase() ? inside : [[left, name.toLowerCase()], ...inside]
}
