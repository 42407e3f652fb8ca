import type { Page } from '../endpoint.ts'
import type { OAuthError } from '../oauthError.ts'
import { alert } from './alert.ts'
import { document } from './document.ts'
import { html } from './html.ts'

export interface SignInForm {
  /** Whose users it is for, as the first segment of a path. */
  readonly tenantName: string
  /** Path and query where the browser goes once somebody has signed in. */
  readonly continueTo: string
  /** What the user signs in to; undefined where a device shows that, and its code is typed next. */
  readonly applicationName?: string | undefined
  /** Undefined where the tenant is left open. */
  readonly organizationName?: string | undefined
  readonly userName?: string | undefined
  /** Why the last try failed. */
  readonly error?: OAuthError | undefined
  /** As the `Page` has it. */
  readonly formAction?: readonly string[] | undefined
}

/** Where a user shows the password: the only page that asks for it. */
export const signInPage = (form: SignInForm, csrf: string): Page => {
  const { tenantName, continueTo, applicationName, organizationName, userName = '', error, formAction = [] } = form
  const action = `/${encodeURIComponent(tenantName)}/login`
  const purpose = applicationName
    ? html`to continue to <strong>${applicationName}</strong>`
    : html`to sign in on another device`
  const content = html`<p>${purpose}</p>
${error && alert(error)}<form method="post" action="${action}">
<input type="hidden" name="csrf" value="${csrf}">
<input type="hidden" name="continue" value="${continueTo}">
<label for="username">Sign-in name</label>
<input id="username" name="username" type="text" inputmode="email" value="${userName}" placeholder="ann@example.com" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="256" required${userName ? '' : html` autofocus`}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256" required${userName && html` autofocus`}>
<button type="submit">Sign in</button>
</form>`
  return {
    html: document('Sign in', content, organizationName),
    formAction,
    ...(error && { status: error.status, retryAfterSeconds: error.retryAfterSeconds }),
  }
}
