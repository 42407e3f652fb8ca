import type { AuthKeyId } from '../../core/authKey.ts'
import { dependsOn } from '../../core/authKeyUsage.ts'
import { nodesOf } from '../../core/nodesOf.ts'
import { requireOwn } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { runtimeNotFound } from '../../core/resourceId.ts'
import { toKeyReply, toNodeWithoutKeyReply, toSupersededKeyReply } from '../authKeyUsageReplies.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'
import { AuthKeyUsageReply, mostSuperseded } from './schemas.ts'

/**
 * Tells who uses which key of a self-hosted runtime, also one that has ended, and which key can be regenerated without a
 * thought. It shows no secret, and so is a read like getStatus: open to a Reader, counted as a read, not in the audit.
 *
 * @throws CloudError `NotFound`; `BadRequest` for a runtime that has no keys of its own.
 */
export const list = operation({
  id: 'AuthKeyUsage_List',
  isOurs: true,
  method: 'POST',
  path: `${runtimePath}/listAuthKeyUsage`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/listauthkeyusage/read',
  summary: 'Tells who uses which authentication key, and whether it is safe to regenerate.',
  effect: 'read',
  body: null,
  replies: { 200: AuthKeyUsageReply },

  handle: async ({ target, factory, nodeRules }, tx, { now }) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireOwn(runtime, 'authentication keys')
    const moment = { now: now(), nodeRules }

    // The nodes before the keys, since each is read by itself: a key that is made in between has no node yet, and what is
    // said of it was so when it was made. The other way round, its nodes would be taken for those of a superseded one.
    const nodes = await nodesOf(tx, runtime.uid, moment)
    const keys = await tx.listAuthKeys(runtime.uid)
    if (keys.length === 0) throw runtimeNotFound(runtime.id) // deleted since it was found

    // What has ended since the keys were read is told of there, as it was.
    const ended = await tx.listFormerAuthKeys(runtime.uid, mostSuperseded)
    const supersededKeys = ended.filter((key) => keys.some((current) => isBefore(key, current)))

    const nodesWithoutCurrentKey = []
    for (const node of nodes.filter((node) => !keys.some((key) => dependsOn(node, key)))) {
      const shown = await tx.findAuthKeyBy(runtime.uid, node.key.fingerprint)
      nodesWithoutCurrentKey.push(toNodeWithoutKeyReply(node, shown?.supersededTime, nodeRules))
    }
    return ok({
      keys: keys.map((key) => toKeyReply(key, nodes, moment)),
      nodesWithoutCurrentKey,
      supersededKeys: supersededKeys.map(toSupersededKeyReply),
    })
  },
})

const isBefore = (key: AuthKeyId, current: AuthKeyId): boolean =>
  key.name === current.name && key.generation < current.generation
