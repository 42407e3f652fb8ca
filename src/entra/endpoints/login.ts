import { type Destination, readDestination } from '../authorize/destination.ts'
import { requireKnownRequest, signInFormOf } from '../authorize/knownRequest.ts'
import type { EndpointParts, PageEndpoint } from '../endpoint.ts'
import { logRefusedSignIn } from '../logRefusedSignIn.ts'
import { OAuthError } from '../oauthError.ts'
import type { SignInForm } from '../pages/signInPage.ts'
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
    const { tenantName, origin, connection } = request
    const destination = readDestination(request.form.continue, origin)
    const form = await formFor(parts, destination, tenantName)
    const { username: userName = '', password = '' } = request.form

    try {
      const user = await signInUser(parts, { tenantName, userName, password, address: connection.address })
      const cookie = await startSession(parts, request, user)
      request.log.info({ tenantId: user.tenantId, objectId: user.objectId }, 'a user has signed in')
      return { cookies: [cookie], content: { location: destination.continueTo } }
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error
      logRefusedSignIn(request, { error })
      return askToSignIn(parts, request, { ...form, userName, error })
    }
  },
}

const formFor = async (
  parts: EndpointParts,
  { continueTo, request }: Destination,
  tenantName: string,
): Promise<SignInForm> =>
  request
    ? signInFormOf(await parts.store.read((tx) => requireKnownRequest(tx, parts, request)))
    : { tenantName, continueTo }
