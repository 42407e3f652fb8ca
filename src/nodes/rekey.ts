import type { Static } from 'typebox'
import { authKeyOfAnotherRuntime, nodeUnknown } from '../core/nodeRefusals.ts'
import { requireClock } from '../core/requireClock.ts'
import { requireCurrentKey } from '../core/requireCurrentKey.ts'
import { endpoint } from './endpoint.ts'
import { keepUse } from './keepUse.ts'
import { keyOfNode, keyReference } from './keyReference.ts'
import { callerOf, nodeAction, nodeDeed } from './nodeDeed.ts'
import { refuseWrongKey } from './refuseWrongKey.ts'
import { requireKnownNode, requireKnownStill } from './requireKnownNode.ts'
import { RekeyBody, type RekeyReply } from './schemas.ts'
import { tellAudit } from './tellAudit.ts'

/**
 * Has a node depend on another key of its runtime from now on. It stays known by its credential, which is enough for this
 * also where nodes follow their keys.
 *
 * @throws CloudError what `requireKnownNode`, `refuseWrongKey` and `requireClock` throw; `AuthKeyOfAnotherRuntime`;
 * `TooManyAttempts`.
 */
export const rekey = endpoint({
  path: '/nodes/v1/rekey',
  body: RekeyBody,

  answer: async ({ body, ...exchange }, parts): Promise<Static<typeof RekeyReply>> => {
    const { store, effects, nodeRules } = parts
    const moment = { now: effects.now(), nodeRules }
    const known = await requireKnownNode(parts, exchange, moment)
    const shown = { authKey: body.authKey, caller: callerOf(known), operationName: nodeAction('rekey') }
    await refuseWrongKey(parts, exchange, shown)
    parts.takeDeed(known.runtimeUid)
    requireClock(body.time, moment.now)

    const { key } = await store.change(async (tx) => {
      const node = await requireKnownStill(tx, known, moment)
      const found = await requireCurrentKey(tx, body.authKey)
      const runtime = await tx.findRuntimeByUid(node.runtimeUid)
      if (!runtime) throw nodeUnknown()
      if (found.runtime.uid !== runtime.uid) throw authKeyOfAnotherRuntime(found, runtime)
      const rekeyed = { ...node, key: keyOfNode(found.key), heartbeatMs: moment.now.getTime() }
      await tx.saveNode(rekeyed)
      await keepUse(tx, found.key, moment.now)
      await tellAudit(tx, { parts, exchange }, nodeDeed('rekey', rekeyed, runtime))
      return found
    })
    return { authKey: keyReference(key) }
  },
})
