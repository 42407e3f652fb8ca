import assert from 'node:assert/strict'
import { runtimeUrl } from './known.ts'
import type { Service } from './shareService.ts'

/** What was begun, and the addresses where a client asks how it goes and what it has come to. */
export interface Begun {
  readonly id: string
  readonly statuses: string
  readonly results: string
}

/** Begins something that takes its time. */
export const begin = async (
  azure: Service,
  deed: string,
  { url = runtimeUrl, ...sent }: { readonly url?: string; readonly body?: object } = {},
): Promise<Begun> => {
  const { status, headers, body } = await azure.send('POST', `${url}/${deed}`, sent)
  assert.equal(status, 202, JSON.stringify(body))
  const [statuses, results] = [String(headers['azure-asyncoperation']), String(headers.location)]
  const [, id = ''] = /([0-9a-f]{32})\?/.exec(statuses) ?? []
  return { id, statuses, results }
}
