import { createHash } from 'node:crypto'
import type { Granted } from './granted.ts'

/** The `sub` of a token: a user has another one with each client, so that two of them cannot compare. Documented. */
export const subjectOf = ({ principal: { tenantId, objectId }, client, user }: Granted): string =>
  user ? createHash('sha256').update(`${tenantId} ${objectId} ${client.clientId}`).digest('base64url') : objectId
