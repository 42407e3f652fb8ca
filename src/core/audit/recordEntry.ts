import { CloudError } from '../errors.ts'
import { type FactoryId, factoryKey } from '../resourceId.ts'
import { SealBroken } from '../sealBroken.ts'
import { type Reader, StoreError, type Transaction } from '../store.ts'
import type { AuditEntry } from './auditEntry.ts'
import { nextRecord } from './chainRecord.ts'

/**
 * Adds an entry to its chain, in the transaction of the deed that it tells of. Whatever it throws, the deed must not be kept.
 *
 * @throws StoreError when the database fails, which passes; SealBroken when the chain was tampered with; CloudError
 * `ServiceUnavailable` for whatever else, which trying again does not mend.
 */
export const recordEntry = async (tx: Transaction, chain: string, entry: AuditEntry): Promise<void> => {
  try {
    await tx.addAuditRecord(nextRecord(await tx.findChainHead(chain), { chain, entry }))
  } catch (cause) {
    if (cause instanceof StoreError || cause instanceof SealBroken) throw cause
    throw new CloudError(
      'ServiceUnavailable',
      'The audit cannot tell of this, and nothing is done without it. The log of the server says why.',
      { cause },
    )
  }
}

/** The chain of what happens in a factory; that of the tenant for all else, and where there is no such factory. */
export const chainOf = async (
  tx: Reader,
  { tenantId, factoryId }: { readonly tenantId: string; readonly factoryId: FactoryId | undefined },
): Promise<string> => {
  return factoryId && (await tx.hasFactory(factoryId)) ? factoryKey(factoryId) : tenantChain(tenantId)
}

export const tenantChain = (tenantId: string): string => `/tenants/${tenantId.toLowerCase()}`

export const isTenantChain = (chain: string): boolean => chain.startsWith(tenantChain(''))
