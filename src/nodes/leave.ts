import type { Static } from 'typebox'
import { nodeUnknown } from '../core/nodeRefusals.ts'
import { endpoint } from './endpoint.ts'
import { nodeDeed } from './nodeDeed.ts'
import { requireKnownNode, requireKnownStill } from './requireKnownNode.ts'
import type { LeaveReply } from './schemas.ts'
import { tellAudit } from './tellAudit.ts'

/**
 * Takes a node away at its own wish. Its name and its place are free, and it depends on no key any more.
 *
 * @throws CloudError what `requireKnownNode` throws; `TooManyAttempts`.
 */
export const leave = endpoint({
  path: '/nodes/v1/leave',
  body: null,

  answer: async (exchange, parts): Promise<Static<typeof LeaveReply>> => {
    const { store, effects, nodeRules } = parts
    const moment = { now: effects.now(), nodeRules }
    const known = await requireKnownNode(parts, exchange, moment)
    parts.takeDeed(known.runtimeUid)
    await store.change(async (tx) => {
      const node = await requireKnownStill(tx, known, moment)
      const runtime = await tx.findRuntimeByUid(node.runtimeUid)
      if (!runtime) throw nodeUnknown()
      await tx.deleteNode(node.runtimeUid, node.name)
      await tellAudit(tx, { parts, exchange }, nodeDeed('leave', node, runtime))
    })
    return {}
  },
})
