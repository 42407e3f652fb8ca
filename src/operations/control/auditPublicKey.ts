import { Type } from 'typebox'
import { auditPublicKey as publicKeyOf } from '../../core/audit/auditPublicKey.ts'
import { ok, operation } from '../operation.ts'
import { controlPath } from '../paths.ts'

const PublicKeyReply = Type.Object({ publicKey: Type.String() }, { additionalProperties: false })

/** What exports of the audit are verified with: PEM, SPKI, of Ed25519. It stays as it is for as long as the store lives. */
export const auditPublicKey = operation({
  id: 'Control_AuditPublicKey',
  isOurs: true,
  method: 'GET',
  path: `${controlPath}/auditPublicKey`,
  action: 'Lazulite.Control/auditPublicKey/read',
  summary: 'Shows the public key that exports of the audit are verified with.',
  effect: 'read',
  body: null,
  replies: { 200: PublicKeyReply },

  handle: async ({ auditKey }) => ok({ publicKey: publicKeyOf(auditKey) }),
})
