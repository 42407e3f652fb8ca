import { devicePath } from '../device/devicePath.ts'
import type { Page } from '../endpoint.ts'
import type { Parties } from '../users/parties.ts'
import { document } from './document.ts'
import { html } from './html.ts'

interface DeviceQuestion {
  readonly parties: Parties
  readonly userCode: string
  readonly csrf: string
  /** Path and query, to show another password. */
  readonly otherwise: string
}

/** Asks whether it is the user who wants to sign in on a device. Who was tricked into typing a code can still say no. */
export const deviceQuestionPage = ({ parties, userCode, csrf, otherwise }: DeviceQuestion): Page => {
  const { client, user, tenant } = parties
  const title = `Do you want to sign in to ${client.displayName} on another device?`
  const content = html`<p>It will act as <strong>${user.displayName}</strong> (${user.name}), with all that you may do.</p>
<p>Continue only if you have just asked for it yourself and the device shows the code <strong>${userCode}</strong>. If somebody sent you this code, whoever it was, cancel.</p>
<form method="post" action="${devicePath}">
<input type="hidden" name="csrf" value="${csrf}">
<input type="hidden" name="user_code" value="${userCode}">
<input type="hidden" name="user" value="${user.objectId}">
<button type="submit" name="answer" value="continue">Continue</button>
<button type="submit" name="answer" value="cancel" class="secondary">Cancel</button>
</form>
<p class="quiet"><a href="${otherwise}">Use another account</a></p>`
  return { html: document(title, content, tenant.displayName) }
}
