import { readAsking, signInFormOf } from '../authorize/asking.ts'
import { type Goal, readGoal } from '../authorize/goal.ts'
import type { EndpointParts, PageEndpoint } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import type { SignInForm } from '../pages/signInPage.ts'
import { parseParameters } from '../parameters.ts'
import { askToSignIn } from '../users/askToSignIn.ts'
import { requireCsrf } from '../users/csrf.ts'
import { startSession } from '../users/session.ts'
import { signInUser } from '../users/signInUser.ts'

/** The one place where a password is taken. Begins a session and sends the browser on to what it has signed in for. */
export const login: PageEndpoint = {
  method: 'POST',
  path: '/:tenant/login',

  answer: async (request, parts) => {
    requireCsrf(parts, request)
    const { tenantName, query, origin, connection } = request
    const goal = readGoal(parseParameters(query).continue, origin)
    const form = await formFor(parts, goal, tenantName)
    const { username: userName = '', password = '' } = request.form

    try {
      const user = await signInUser(parts, { tenantName, userName, password, address: connection.address })
      const cookie = await startSession(parts, request, user)
      parts.log.info({ tenantId: user.tenantId, objectId: user.objectId }, 'a user has signed in')
      return { cookies: [cookie], content: { location: goal.continueTo } }
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error
      // Not the name: people type passwords there.
      parts.log.warn({ code: error.code, address: connection.address }, 'a sign-in was refused')
      return askToSignIn(parts, request, { ...form, userName, error })
    }
  },
}

const formFor = async (parts: EndpointParts, { continueTo, asked }: Goal, tenantName: string): Promise<SignInForm> =>
  asked ? signInFormOf(await parts.store.read((tx) => readAsking(tx, parts, asked))) : { tenantName, continueTo }
