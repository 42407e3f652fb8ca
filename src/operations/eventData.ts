import type { AuditEntry } from '../core/audit/auditEntry.ts'
import { namespaceOf, resourceTypeOf } from '../core/resourceType.ts'
import type { EventData } from './activityLogs/schemas.ts'

/**
 * An entry of the audit as the Activity Log shows it. There is one event for each request, its end, and one for the
 * beginning of what takes its time: the beginnings that Azure has of all others are not there. Members and their order
 * documented.
 */
export const toEventData = (entry: AuditEntry): EventData => {
  const { id, time, tenantId, subscriptionId, caller, correlationId, operationName, resourceId, outcome, status } =
    entry
  return {
    authorization: { action: operationName, scope: resourceId },
    caller: caller.name,
    claims: claimsOf(entry),
    correlationId,
    description: '',
    eventDataId: id,
    eventName:
      outcome === 'Started'
        ? { value: 'BeginRequest', localizedValue: 'Begin request' }
        : { value: 'EndRequest', localizedValue: 'End request' },
    category: same('Administrative'),
    httpRequest: httpRequestOf(entry),
    id: `${resourceId}/events/${id}/ticks/${ticksOf(time)}`,
    level: outcome === 'Failed' ? 'Error' : 'Informational',
    resourceGroupName: groupNameIn(resourceId),
    resourceProviderName: same(namespaceOf(resourceId)),
    resourceId,
    resourceType: same(resourceTypeOf(resourceId)),
    operationId: correlationId,
    operationName: same(operationName),
    properties: propertiesOf(entry),
    status: same(outcome),
    subStatus: { value: statusWord(status), localizedValue: `${statusText(status)} (HTTP Status Code: ${status})` },
    eventTimestamp: time,
    submissionTimestamp: time,
    ...(subscriptionId !== undefined && { subscriptionId }),
    tenantId,
  }
}

const same = (value: string) => ({ value, localizedValue: value })

/** Of the claims of a token the audit keeps whose it was, under the names that Azure has for them. */
const claimsOf = ({ caller, tenantId }: AuditEntry): Record<string, string> =>
  caller.kind === 'principal'
    ? {
        'http://schemas.microsoft.com/identity/claims/tenantid': tenantId,
        'http://schemas.microsoft.com/identity/claims/objectidentifier': caller.objectId,
      }
    : {}

const httpRequestOf = ({ clientRequestId, address, method }: AuditEntry) => ({
  ...(clientRequestId !== undefined && { clientRequestId }),
  ...(address !== undefined && { clientIpAddress: address }),
  method,
})

/** All texts, as Azure has them; the names from `callerKind` on are ours. */
const propertiesOf = ({ status, code, broken, resourceId, operationName, caller, authKeys, ...entry }: AuditEntry) => ({
  statusCode: statusWord(status),
  eventCategory: 'Administrative',
  entity: resourceId,
  message: operationName,
  ...(caller.kind !== 'principal' && { callerKind: caller.kind }),
  ...(code !== undefined && { errorCode: code }),
  ...(broken !== undefined && { brokenSecret: broken }),
  ...(entry.isRepeat && { isRepeat: 'true' }),
  ...(entry.forgotten && { forgottenRecords: `${entry.forgotten.first}-${entry.forgotten.last}` }),
  ...Object.fromEntries(
    authKeys.flatMap(({ name, generation, fingerprint }) => [
      [`${name}Generation`, String(generation)],
      [`${name}Fingerprint`, fingerprint],
    ]),
  ),
})

const groupNameIn = (resourceId: string): string => /\/resourceGroups\/([^/]+)/i.exec(resourceId)?.[1] ?? ''

/** What .NET counts time in: tenths of microseconds since the year 1. */
const ticksOf = (time: string): bigint => BigInt(Date.parse(time)) * 10_000n + 621_355_968_000_000_000n

/** What the audit has of HTTP. */
const statusTexts: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  403: 'Forbidden',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

const statusText = (status: number): string => statusTexts[status] ?? String(status)

const statusWord = (status: number): string => statusText(status).replaceAll(' ', '')
