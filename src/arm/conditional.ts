import type { FastifyRequest } from 'fastify'
import { CloudError } from '../core/errors.ts'
import type { Method } from '../operations/operation.ts'

/** What a conditional request is about. */
interface Conditional {
  readonly method: Method
  readonly headers: Pick<FastifyRequest['headers'], 'if-match' | 'if-none-match'>
  /** Entity tag as it is now, without quotes; undefined where there is nothing. */
  readonly etag: string | undefined
}

/**
 * Whether a request is to go on, by RFC 9110, section 13: `*` is any tag, several stand between commas, and quotes and
 * the mark of a weak one are looked past, because a runtime's tag is sent without quotes and a factory's with them.
 * `If-Match` on a PUT and `If-None-Match` on a GET are documented, the rest is the RFC's.
 *
 * @returns false for a read of what the caller has already: 304.
 * @throws CloudError `PreconditionFailed`. Assumed: the real words are not known.
 */
export const goesOn = ({ method, headers, etag }: Conditional): boolean => {
  const ifMatch = headers['if-match']
  // What is not there is told by the operation itself, unless it is about to be made or to be gone.
  const isMissing = etag === undefined && !['PUT', 'DELETE'].includes(method)
  if (ifMatch !== undefined && !isMissing && !fits(ifMatch, etag)) throw preconditionFailed('If-Match')

  const ifNoneMatch = headers['if-none-match']
  if (ifNoneMatch === undefined || !fits(ifNoneMatch, etag)) return true
  if (method === 'GET') return false
  throw preconditionFailed('If-None-Match')
}

const fits = (header: string, etag: string | undefined): boolean => {
  if (etag === undefined) return false
  return header.split(',').some((given) => {
    const tag = given.trim()
    return tag === '*' || tag.replace(/^W\//, '').replace(/^"(.*)"$/, '$1') === etag
  })
}

const preconditionFailed = (header: string): CloudError =>
  new CloudError(
    'PreconditionFailed',
    `The condition of the ${header} header is not met by the resource as it is now. Read it again, and decide anew.`,
  )
