import { isJsonObject } from '../../src/core/json.ts'
import type { Answer } from '../recording/exchange.ts'

/** Every place of an answer with what stands there, by the names that differences are reported under. */
export const placesOf = ({ status, headers, body }: Answer): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>([
    ['status', status],
    ...Object.entries(headers).map(([name, value]) => [`header ${name}`, value] as const),
    ...within('body', body),
  ])

const within = (place: string, value: unknown): readonly (readonly [string, unknown])[] => {
  const here = [place, value] as const
  if (Array.isArray(value)) return [here, ...value.flatMap((item, at) => within(`${place}[${at}]`, item))]
  if (!isJsonObject(value)) return [here]
  return [here, ...Object.entries(value).flatMap(([name, member]) => within(`${place}.${name}`, member))]
}
