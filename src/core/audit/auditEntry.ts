import type { AuthKeyMark } from '../authKey.ts'

/** What the audit tells of one deed, or of one that was refused. No secret is in it. */
export interface AuditEntry {
  /** A UUID. */
  readonly id: string
  /** ISO 8601. */
  readonly time: string
  readonly tenantId: string
  readonly subscriptionId: string | undefined
  readonly caller: AuditCaller
  /** IP address that the request came from; undefined for what the server did by itself. */
  readonly address: string | undefined
  readonly correlationId: string
  /** As the client sent it. */
  readonly clientRequestId: string | undefined
  readonly method: string
  /** The RBAC action. */
  readonly operationName: string
  readonly resourceId: string
  /** Started: its end is told by another entry, with the same correlation id. */
  readonly outcome: 'Failed' | 'Started' | 'Succeeded'
  /** Of HTTP. */
  readonly status: number
  /** Of the error; undefined where it succeeded. */
  readonly code: string | undefined
  /** Those that were made or shown. */
  readonly authKeys: readonly Pick<AuthKeyMark, 'fingerprint' | 'generation' | 'name'>[]
  /** The stored secret that did not open, for a person to read, where that is why it failed. */
  readonly broken?: string
  /** An earlier answer was given once more. */
  readonly isRepeat?: true
  /** Records of the chain `resourceId` that are kept no longer, by number, both ends included. */
  readonly forgotten?: { readonly first: number; readonly last: number }
}

export interface AuditCaller {
  /** The server does by itself what time asks for; it has no object id. */
  readonly kind: 'node' | 'principal' | 'server'
  readonly objectId: string
  readonly name: string
}
