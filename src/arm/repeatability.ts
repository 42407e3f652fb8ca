import { repeatabilityRejected, requireShownKeysCurrent } from '../core/repeatability.ts'
import type { RepeatableAnswer } from '../core/repeatableRequest.ts'
import type { Transaction } from '../core/store.ts'
import type { AnyReply } from '../operations/operation.ts'
import type { Gate } from './gate.ts'
import { type Claim, tellResult } from './repeatableClaim.ts'

/**
 * Makes what does the deed of a request once and keeps its answer, in the transaction of the deed; whoever sends the same
 * again is answered the same. Only what was done is kept: a refusal has changed nothing, and may be asked for anew.
 *
 * @throws CloudError `RepeatabilityRejected` for another request under the same id, `RepeatedKeySuperseded` for an answer
 * that shows a key which is none by now.
 * @throws SealBroken when the answer that was kept does not open.
 */
export const doerOnce =
  ({ effects }: Pick<Gate, 'effects'>) =>
  async (
    tx: Transaction,
    { asked, id, isShared, text, keptUntil }: Claim,
    deed: () => Promise<AnyReply>,
  ): Promise<AnyReply> => {
    const { tenantId, objectId } = asked.caller
    const request = tx.fingerprint('request', text)
    const known = { tenantId, objectId, id: isShared ? `${id} ${request}` : id }
    await tx.forgetRepeatablesBefore(effects.now().getTime())

    const before = await tx.findRepeatable(known)
    if (!before) {
      const reply = await deed()
      await tx.addRepeatable({ ...known, request, expiresAt: keptUntil, answer: answerOf(reply) })
      return reply
    }
    if (before.request !== request) {
      tellResult(asked, 'rejected')
      throw repeatabilityRejected(
        `The Repeatability-Request-ID ${id} belongs to another request, which was done. Give each an id of its own, and ` +
          'send one that comes again as it was: URL, conditions, Repeatability-First-Sent and body.',
      )
    }
    await requireShownKeysCurrent(tx, before.answer)
    return { ...before.answer, isRepeat: true }
  }

/** What was made without being shown is not made again. */
const answerOf = ({ status, body, begun, shown = [] }: AnyReply): RepeatableAnswer => ({
  status,
  body,
  ...(begun && { begun }),
  shown: shown.map(({ runtimeUid, name, generation, fingerprint }) => ({ runtimeUid, name, generation, fingerprint })),
})
