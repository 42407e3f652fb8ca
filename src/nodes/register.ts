import type { Static } from 'typebox'
import { newNode } from '../core/nodeReport.ts'
import { registerNode } from '../core/registerNode.ts'
import { requireClock } from '../core/requireClock.ts'
import { requireCurrentKey } from '../core/requireCurrentKey.ts'
import { requireSoftware } from '../core/requireSoftware.ts'
import { heartbeatSeconds } from '../core/seenNode.ts'
import { formatCredential } from './credential.ts'
import { endpoint } from './endpoint.ts'
import { keepUse } from './keepUse.ts'
import { keyOfNode, keyReference } from './keyReference.ts'
import { callerOf, nodeAction, nodeDeed } from './nodeDeed.ts'
import { refuseWrongKey } from './refuseWrongKey.ts'
import { RegisterBody, type RegisterReply } from './schemas.ts'
import { tellAudit } from './tellAudit.ts'

/**
 * Makes a machine a node of the runtime whose key it shows. What it is known by from then on is in this answer alone.
 *
 * @throws CloudError what `refuseWrongKey`, `requireClock`, `requireSoftware` and `registerNode` throw, and the quota of deeds.
 */
export const register = endpoint({
  path: '/nodes/v1/register',
  body: RegisterBody,

  answer: async ({ body, ...exchange }, parts): Promise<Static<typeof RegisterReply>> => {
    const { store, effects, nodeRules } = parts
    const { authKey, time, ...introduction } = body
    const [nodeId, secret] = [effects.newId(), effects.randomBytes(32).toString('base64url')]
    const caller = callerOf({ id: nodeId, name: introduction.nodeName })
    const shown = { authKey, caller, operationName: nodeAction('register') }
    const { runtime } = await refuseWrongKey(parts, exchange, shown)
    parts.takeDeed(runtime.uid)
    const now = effects.now()
    requireClock(time, now)
    requireSoftware(introduction.version, nodeRules)

    const found = await store.change(async (tx) => {
      const found = await requireCurrentKey(tx, authKey)
      const { key, runtime } = found
      const credentialHash = tx.fingerprint('nodeCredential', nodeId, secret)
      const known = { id: nodeId, credentialHash, key: keyOfNode(key), runtimeUid: runtime.uid }
      const node = newNode(known, introduction, now)
      await registerNode(tx, { node, runtime }, { now, nodeRules })
      await keepUse(tx, key, now)
      await tellAudit(tx, { parts, exchange }, nodeDeed('register', node, runtime))
      return found
    })
    exchange.reply.header('cache-control', 'no-store')
    const { integrationRuntimeName, factoryName } = found.runtime.id
    return {
      nodeId,
      credential: formatCredential({ nodeId, secret }),
      nodeName: introduction.nodeName,
      integrationRuntime: { name: integrationRuntimeName, factoryName, uid: found.runtime.uid },
      authKey: keyReference(found.key),
      heartbeatSeconds,
      expirySeconds: nodeRules.expiryMs / 1000,
    }
  },
})
