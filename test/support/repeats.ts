import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { AuditEntry } from '../../src/core/audit/auditEntry.ts'
import { parseRuntimeId } from '../../src/core/resourceId.ts'
import { runtimeUrl, subscriptionId, tenantId } from './known.ts'
import type { Service } from './shareService.ts'

/** The headers of a request that is to be done once, however often it is sent: first sent now, unless told otherwise. */
export const sentOnce = (id: string = randomUUID(), firstSentMs = Date.now()) => ({
  'repeatability-request-id': id,
  'repeatability-first-sent': new Date(firstSentMs).toUTCString(),
})

/** How often each key of a runtime was made: 1 for one that is as it was born. */
export const generationsOf = async ({ store }: Service, url = runtimeUrl): Promise<Record<string, number>> =>
  store.read(async (tx) => {
    const id = parseRuntimeId(url) ?? assert.fail(`${url} is no runtime`)
    const runtime = await tx.findRuntime(id)
    const keys = runtime ? await tx.listAuthKeys(runtime.uid) : []
    return Object.fromEntries(keys.map(({ name, generation }) => [name, generation]))
  })

/** What the audit has to tell of a service's subscription; oldest first. */
export const auditOf = async ({ store }: Service): Promise<AuditEntry[]> => {
  const filter = { tenantId, subscriptionId, from: 0, to: 4_000_000_000_000 }
  const entries = await store.read((tx) => tx.listAuditEntries(filter, { after: undefined, limit: 1000 }))
  return entries.reverse()
}
