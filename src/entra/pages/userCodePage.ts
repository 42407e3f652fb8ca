import { devicePath } from '../device/devicePath.ts'
import { maxTyped } from '../device/userCode.ts'
import type { Page } from '../endpoint.ts'
import type { OAuthError } from '../oauthError.ts'
import { alert } from './alert.ts'
import { document } from './document.ts'
import { html } from './html.ts'

interface UserCodeForm {
  /** What stands in the field already. */
  readonly typed: string
  readonly csrf: string
  /** Why the last try failed. */
  readonly error?: OAuthError
}

/** Asks for the code that a device shows. */
export const userCodePage = ({ typed, csrf, error }: UserCodeForm): Page => {
  const content = html`<p>Enter the code that your device or program shows you.</p>
${error && alert(error)}<form method="post" action="${devicePath}">
<input type="hidden" name="csrf" value="${csrf}">
<label for="user_code">Code</label>
<input id="user_code" name="user_code" type="text" value="${typed}" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" maxlength="${maxTyped}" required autofocus>
<p class="quiet">Only enter a code that you asked for yourself, and that nobody sent you.</p>
<button type="submit">Next</button>
</form>`
  return {
    html: document('Sign in on another device', content),
    ...(error && { status: error.status, retryAfterSeconds: error.retryAfterSeconds }),
  }
}
