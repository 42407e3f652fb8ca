import type { EndpointParts } from '../endpoint.ts'
import type { Session } from '../users/session.ts'
import { findQuestion, type Question } from './findQuestion.ts'

interface Answered {
  readonly userCode: string
  readonly session: Session
  readonly isAllowed: boolean
}

/**
 * Keeps what a user has answered, for when the device asks next; undefined where there is nothing to be answered. The
 * first answer counts: of two at once, the second finds no question any more.
 *
 * @throws OAuthError as `findQuestion` does.
 */
export const keepAnswer = (
  parts: EndpointParts,
  { userCode, session, isAllowed }: Answered,
): Promise<Question | undefined> =>
  parts.store.change(async (tx) => {
    const question = await findQuestion(tx, parts, { userCode, session })
    if (!question) return undefined
    const { tenantId, objectId, authTime } = session
    const answer = isAllowed && { tenantId, objectId, authTime }
    const content = { ...question.found.content, answer }
    await parts.tickets.keep(tx, 'userCode', { ...question.found, text: userCode, content })
    return question
  })
