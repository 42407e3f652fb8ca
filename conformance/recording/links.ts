import { isJsonObject } from '../../src/core/json.ts'
import type { Answer } from './exchange.ts'
import { hrefOf } from './href.ts'

/** The headers that say where to ask how an operation goes. */
const pollHeaders = ['azure-asyncoperation', 'location', 'operation-location'] as const

/** Where an answer says to poll, in a fixed order; undefined for each header that it does not have. */
export const pollLinksOf = ({ headers }: Answer): readonly (string | undefined)[] =>
  pollHeaders.map((name) => headers[name]).map((link) => (link === undefined ? undefined : hrefOf(link)))

/** The same, and then where a list goes on. */
export const linksOf = (answer: Answer): readonly (string | undefined)[] => {
  const { body } = answer
  const next = isJsonObject(body) && typeof body.nextLink === 'string' ? hrefOf(body.nextLink) : undefined
  return [...pollLinksOf(answer), next]
}
