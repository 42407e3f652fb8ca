import assert from 'node:assert/strict'
import type { Visit } from '../../conformance/clients/visit.ts'
import type { Form } from './asForm.ts'
import { azureCli } from './known.ts'
import { cliScope, type SignIns } from './signIns.ts'
import type { Reply } from './startService.ts'

/** What Azure's command line asks a code for. */
export const cliDevice: Form = { client_id: azureCli, scope: cliScope }

export interface DeviceCodes {
  readonly user_code: string
  readonly device_code: string
}

/** A device that asks for its codes, and has told them. */
export const askForCodes = async (
  azure: Pick<SignIns, 'post'>,
  form: Form = cliDevice,
  path = '/organizations/oauth2/v2.0/devicecode',
): Promise<DeviceCodes> => {
  const { status, body } = await azure.post(path, form)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

/** What a device asks again and again, in the words of Azure's command line: the code under both names, no scope. */
export const pollForm = ({ device_code: code }: Pick<DeviceCodes, 'device_code'>, more: Form = {}): Form => ({
  grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
  client_id: azureCli,
  code,
  device_code: code,
  ...more,
})

export const poll = (azure: Pick<SignIns, 'postToken'>, codes: DeviceCodes, more: Form = {}): Promise<Reply> =>
  azure.postToken(pollForm(codes, more))

/** Types the code of a device; answers with the page that comes. */
export const typeCode = async ({ browser }: Pick<SignIns, 'browser'>, code: string, who: object = {}): Promise<Visit> =>
  browser.submit(await browser.signIn('/device', who), { user_code: code })

/** Types the code of a device, and answers the question. */
export const answerDevice = async (
  azure: Pick<SignIns, 'browser'>,
  code: string,
  answer: 'cancel' | 'continue' = 'continue',
): Promise<Visit> => azure.browser.submit(await typeCode(azure, code), { answer })
