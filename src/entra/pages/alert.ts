import type { OAuthError } from '../oauthError.ts'
import { type Html, html } from './html.ts'

/** What went wrong, read out at once by a screen reader. */
export const alert = ({ code, message, retryAfterSeconds }: OAuthError): Html =>
  html`<p class="alert" role="alert">AADSTS${code}: ${message}${retryAfterSeconds && ` Try again in ${retryAfterSeconds} seconds.`}</p>
`
