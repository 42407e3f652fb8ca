import type { FastifyRequest } from 'fastify'
import type { Caller } from '../core/caller.ts'
import type { Effects } from '../core/effects.ts'
import { CloudError } from '../core/errors.ts'
import { foldCase } from '../core/letterCase.ts'
import type { Origins } from '../core/origins.ts'
import { seal, unseal } from '../core/seal.ts'
import type { Page } from '../operations/page.ts'
import { ownUrl } from './ownUrl.ts'
import { queryOf } from './query.ts'

export interface Paging {
  readonly effects: Effects
  readonly origins: Origins
  /** 32 bytes that `nextLink` is sealed with. */
  readonly continuationKey: Buffer
  /** Items that a page has at the most. */
  readonly pageSize: number
}

/**
 * The part of a list that a request asks for, by the `$skiptoken` that it has from the page before, and `$top`. A token
 * is good for the list, the filter and the tenant that it was made for.
 *
 * @throws CloudError `BadRequest`.
 */
export const pageFor = (
  { effects, origins, continuationKey, pageSize }: Paging,
  request: FastifyRequest,
  { tenantId }: Caller,
): Page => {
  const token = queryOf(request, '$skiptoken')
  const filter = queryOf(request, '$filter') ?? ''
  const placeOf = ({ pathname }: URL): string => JSON.stringify([tenantId, foldCase(pathname), filter])
  return {
    after: token === undefined ? '' : openToken(unseal(continuationKey, placeOf(ownUrl(origins, request)), token)),
    size: Math.min(pageSize, topOf(queryOf(request, '$top')) ?? pageSize),
    linkAfter: (key) => {
      const next = ownUrl(origins, request)
      const { searchParams } = next
      for (const name of [...searchParams.keys()]) if (foldCase(name) === '$skiptoken') searchParams.delete(name)
      searchParams.set('$skiptoken', seal(continuationKey, { place: placeOf(next), text: key }, effects))
      return next.href
    },
  }
}

const openToken = (text: string | undefined): string => {
  if (text !== undefined) return text
  throw new CloudError(
    'BadRequest',
    'The $skiptoken is not valid for this list. Begin anew without it, and follow nextLink as it is.',
  )
}

const topOf = (given: string | undefined): number | undefined => {
  if (given === undefined) return undefined
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given)
  throw new CloudError('BadRequest', 'The $top query parameter must be a whole number of at least 1.')
}
