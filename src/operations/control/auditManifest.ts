import { type Static, Type } from 'typebox'
import { chainSpan, manifestLine } from '../../core/audit/manifest.ts'
import { ok, operation } from '../operation.ts'
import { controlPath } from '../paths.ts'

const ManifestReply = Type.Object(
  {
    checkpoints: Type.Array(Type.String(), {
      description: 'The lines that stand for the pruned beginnings of chains, by the names of the chains.',
    }),
    manifest: Type.String({ description: 'The last line of an export: what each chain has at this moment, signed.' }),
  },
  { additionalProperties: false },
)

/** What an export of the caller's tenant begins and ends with. All chains are told as they are at one moment. */
export const auditManifest = operation({
  id: 'Control_AuditManifest',
  isOurs: true,
  method: 'GET',
  path: `${controlPath}/auditManifest`,
  action: 'Lazulite.Control/auditManifest/read',
  summary: 'Signs what the chains of the audit have at this moment.',
  effect: 'read',
  body: null,
  replies: { 200: ManifestReply },

  handle: async ({ caller: { tenantId }, auditKey }, tx, { now }) => {
    const heads = await tx.listChainHeads(tenantId)
    const time = now().toISOString()
    return ok<Static<typeof ManifestReply>>({
      checkpoints: heads.flatMap(({ checkpoint }) => (checkpoint === undefined ? [] : [checkpoint])),
      manifest: manifestLine({ tenantId, time, chains: heads.map(chainSpan) }, auditKey),
    })
  },
})
