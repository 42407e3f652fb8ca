import type { EndpointParts, EntraRequest, PageReply } from '../endpoint.ts'
import { type SignInForm, signInPage } from '../pages/signInPage.ts'
import { csrfToken } from './csrf.ts'

/** The sign-in page, for a browser without a session, or with one that will not do. */
export const askToSignIn = (parts: EndpointParts, request: EntraRequest, form: SignInForm): PageReply => {
  const { text, cookies } = csrfToken(parts, request)
  return { cookies, content: signInPage(form, text) }
}
