import type { EndpointParts, EntraRequest, PageReply } from '../endpoint.ts'
import type { OAuthError } from '../oauthError.ts'
import { userCodePage } from '../pages/userCodePage.ts'
import { csrfToken } from '../users/csrf.ts'

interface Field {
  /** What stands in it already. */
  readonly typed: string
  /** Why the last try failed. */
  readonly error?: OAuthError
}

/** The page for the code of a device. */
export const askForCode = (parts: EndpointParts, request: EntraRequest, field: Field): PageReply => {
  const { text: csrf, cookies } = csrfToken(parts, request)
  return { cookies, content: userCodePage({ ...field, csrf }) }
}
