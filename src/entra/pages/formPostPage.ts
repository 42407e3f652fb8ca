import { createHash } from 'node:crypto'
import type { Page } from '../endpoint.ts'
import { document } from './document.ts'
import { Html, html } from './html.ts'

interface FormPost {
  readonly action: string
  readonly members: Readonly<Record<string, string>>
  readonly applicationName: string
}

const script = 'document.forms[0].submit()'
const scriptHash = `sha256-${createHash('sha256').update(script).digest('base64')}`

/** Hands an answer, or a refusal, over in a form. It sends itself; who runs no scripts has a button. */
export const formPostPage = ({ action, members, applicationName }: FormPost): Page => {
  const fields = Object.entries(members).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">
`,
  )
  const content = html`<p>to <strong>${applicationName}</strong>, which you came from. If nothing happens by itself, press the button.</p>
<form method="post" action="${action}">
${fields}<button type="submit">Continue</button>
</form>
<script>${new Html(script)}</script>`
  return { html: document('On the way back', content), scriptHash }
}
