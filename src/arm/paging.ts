import type { FastifyRequest } from 'fastify'
import type { Caller } from '../core/caller.ts'
import type { Effects } from '../core/effects.ts'
import { CloudError, type CloudErrorCode } from '../core/errors.ts'
import { foldCase } from '../core/letterCase.ts'
import type { Origins } from '../core/origins.ts'
import { seal, unseal } from '../core/seal.ts'
import type { Page } from '../operations/page.ts'
import { ownUrl } from './ownUrl.ts'
import { queryOf } from './query.ts'

export interface Paging {
  readonly effects: Effects
  readonly origins: Origins
  /** 32 bytes that what the server alone may read is sealed with. */
  readonly sealKey: Buffer
  /** Items that a page has at the most. */
  readonly pageSize: number
}

/** Who asks, and what a wrong query is refused with: it depends on who answers, gateway or provider. */
interface Asker {
  readonly caller: Caller
  readonly wrongQuery: CloudErrorCode
}

/**
 * The part of a list that a request asks for, by the `$skiptoken` that it has from the page before, and `$top`. A token
 * is good for the list, the filter and the tenant that it was made for.
 *
 * @throws CloudError of the code `wrongQuery`.
 */
export const pageFor = (
  { effects, origins, sealKey, pageSize }: Paging,
  request: FastifyRequest,
  { caller, wrongQuery }: Asker,
): Page => {
  const query = (name: string): string | undefined => queryOf(request, name, wrongQuery)
  const [token, top, filter = ''] = ['$skiptoken', '$top', '$filter'].map(query)
  const placeOf = ({ pathname }: URL): string =>
    JSON.stringify(['nextLink', caller.tenantId, foldCase(pathname), filter])
  const after = token === undefined ? '' : unseal(sealKey, placeOf(ownUrl(origins, request)), token)
  if (after === undefined) throw invalidToken(wrongQuery)
  if (top !== undefined && !/^[1-9]\d{0,8}$/.test(top)) throw invalidTop(wrongQuery)
  return {
    after,
    size: Math.min(pageSize, Number(top ?? pageSize)),
    ...(top !== undefined && { top: Number(top) }),
    linkAfter: (key) => {
      const next = ownUrl(origins, request)
      const { searchParams } = next
      for (const name of [...searchParams.keys()]) if (foldCase(name) === '$skiptoken') searchParams.delete(name)
      searchParams.set('$skiptoken', seal(sealKey, { place: placeOf(next), text: key }, effects))
      return next.href
    },
  }
}

const invalidToken = (code: CloudErrorCode): CloudError =>
  new CloudError(
    code,
    'The $skiptoken is not valid for this list. Begin anew without it, and follow nextLink as it is.',
  )

const invalidTop = (code: CloudErrorCode): CloudError =>
  new CloudError(code, 'The $top query parameter must be a whole number of at least 1.')
