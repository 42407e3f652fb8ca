import type { Page } from '../endpoint.ts'
import { document } from './document.ts'
import { html } from './html.ts'

/** The end of a sign-in for a device: it learns of the answer when it asks next. */
export const deviceAnsweredPage = (applicationName: string, isAllowed: boolean): Page =>
  isAllowed
    ? {
        html: document(
          'You have signed in',
          html`<p><strong>${applicationName}</strong> goes on by itself on your device. You may close this page.</p>`,
        ),
      }
    : {
        html: document(
          'You have not signed in',
          html`<p><strong>${applicationName}</strong> was told so on the device. You may close this page.</p>`,
        ),
      }
