import type { Page } from '../endpoint.ts'
import type { OAuthError } from '../oauthError.ts'
import { alert } from './alert.ts'
import { document } from './document.ts'
import { html } from './html.ts'

/** What a person is shown who cannot be sent back to the application that sent him here. */
export const errorPage = (error: OAuthError, requestId: string): Page => ({
  status: error.status,
  html: document('Sign-in failed', html`${alert(error)}<p class="quiet">Request id: ${requestId}</p>`),
  retryAfterSeconds: error.retryAfterSeconds,
})
