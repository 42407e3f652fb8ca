import { owner, tenantId } from './known.ts'
import type { Service } from './shareService.ts'
import type { Reply } from './startService.ts'

type Form = Readonly<Record<string, string>>

/** What the Owner of everything posts for a token. */
export const ownerForm: Form = {
  grant_type: 'client_credentials',
  client_id: owner.clientId,
  client_secret: owner.secret,
  scope: 'https://management.azure.com/.default',
}

interface To {
  readonly tenant?: string
  readonly path?: string
  readonly headers?: Form
  /** Behind the question mark; none unless told otherwise. */
  readonly query?: string
}

/** Posts a form to a token endpoint, v2 unless told otherwise. */
export const postForm = (
  { send }: Pick<Service, 'send'>,
  form: Form | string = ownerForm,
  { tenant = tenantId, path = '/oauth2/v2.0/token', headers = {}, query = '' }: To = {},
): Promise<Reply> =>
  send('POST', `/${tenant}${path}`, {
    token: null,
    query,
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })
