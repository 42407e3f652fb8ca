import { askForCode } from '../device/askForCode.ts'
import { devicePath, devicePathWith } from '../device/devicePath.ts'
import { findQuestion, type Question } from '../device/findQuestion.ts'
import { refuseGuesser, wrongGuess } from '../device/guesses.ts'
import { keepAnswer } from '../device/keepAnswer.ts'
import { parseUserCode } from '../device/userCode.ts'
import type { EndpointParts, EntraRequest, PageEndpoint, PageReply } from '../endpoint.ts'
import { malformedRequest } from '../oauthError.ts'
import { deviceAnsweredPage } from '../pages/deviceAnsweredPage.ts'
import { deviceQuestionPage } from '../pages/deviceQuestionPage.ts'
import { askToSignIn } from '../users/askToSignIn.ts'
import { csrfToken, requireCsrf } from '../users/csrf.ts'
import { type Session, sessionOf } from '../users/session.ts'

/** Takes the code that a person has typed, asks whether he means it, and takes the answer to that. */
export const deviceAnswer: PageEndpoint = {
  method: 'POST',
  path: devicePath,

  answer: async (request, parts) => {
    requireCsrf(parts, request)
    const { user_code: typed = '' } = request.form
    const session = await parts.store.read((tx) => sessionOf(tx, parts, request))
    if (!session) {
      return askToSignIn(parts, request, { tenantName: request.tenantName, continueTo: devicePathWith(typed) })
    }
    refuseGuesser(parts, request, session)
    const reply = await answerTo(parts, request, { session, userCode: parseUserCode(typed) ?? '' })
    return reply ?? askForCode(parts, request, { typed: '', error: wrongGuess(parts, request, session) })
  },
}

interface Typed {
  readonly session: Session
  readonly userCode: string
}

/** Undefined for a code that there is no question about. */
const answerTo = async (
  parts: EndpointParts,
  request: EntraRequest,
  { session, userCode }: Typed,
): Promise<PageReply | undefined> => {
  const isAllowed = readAnswer(request, session)
  if (isAllowed === undefined) {
    const question = await parts.store.read((tx) => findQuestion(tx, parts, { session, userCode }))
    return question && showQuestion(parts, request, { question, userCode })
  }
  const question = await keepAnswer(parts, { session, userCode, isAllowed })
  if (!question) return undefined
  const { client, user } = question.parties
  const { tenantId, objectId } = user
  request.log.info({ tenantId, objectId, clientId: client.clientId, isAllowed }, 'a user has answered for a device')
  return { content: deviceAnsweredPage(client.displayName, isAllowed) }
}

/** Undefined before the question, and for one who has become somebody else since: he is asked again. */
const readAnswer = ({ form: { answer, user } }: EntraRequest, { objectId }: Session): boolean | undefined => {
  if (answer && answer !== 'continue' && answer !== 'cancel')
    throw malformedRequest('The answer is continue or cancel.')
  return answer && user === objectId ? answer === 'continue' : undefined
}

interface Shown {
  readonly question: Question
  readonly userCode: string
}

const showQuestion = (
  parts: EndpointParts,
  request: EntraRequest,
  { question: { parties }, userCode }: Shown,
): PageReply => {
  const { text: csrf, cookies } = csrfToken(parts, request)
  const otherwise = `${devicePathWith(userCode)}&prompt=login`
  return { cookies, content: deviceQuestionPage({ parties, userCode, csrf, otherwise }) }
}
