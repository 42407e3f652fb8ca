import type { Principal } from '../../core/principal.ts'
import type { Page } from '../endpoint.ts'
import { document } from './document.ts'
import { html } from './html.ts'

interface Choice {
  readonly user: Principal
  readonly applicationName: string
  /** Path and query, to go on as that user. */
  readonly continueTo: string
  /** Path and query, to show another password. */
  readonly otherwise: string
}

/** Asks a user who is signed in already whether to go on as that, or as somebody else. */
export const accountPage = ({ user, applicationName, continueTo, otherwise }: Choice): Page => ({
  html: document(
    'Choose an account',
    html`<p>to continue to <strong>${applicationName}</strong></p>
<nav>
<a class="choice" href="${continueTo}">Continue as ${user.displayName}<small>${user.name}</small></a>
<a class="choice" href="${otherwise}">Use another account</a>
</nav>`,
  ),
})
