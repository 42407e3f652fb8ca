import type { Page } from '../endpoint.ts'
import { document } from './document.ts'
import { html } from './html.ts'

/** The end, where there is nowhere to go on to. */
export const signedOutPage: Page = {
  html: document(
    'You signed out',
    html`<p>You may close this page. Programs that you have signed in to keep what they were given until it expires.</p>`,
  ),
}
