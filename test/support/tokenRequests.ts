import type { FastifyInstance } from 'fastify'
import type { Form } from './asForm.ts'
import { owner, tenantId } from './known.ts'
import { postForm } from './postForm.ts'
import { clientForm } from './request.ts'
import type { Reply } from './startService.ts'

/** What the Owner of everything posts for a token. */
export const ownerForm: Form = clientForm(owner)

interface To {
  readonly tenant?: string
  readonly path?: string
  readonly headers?: Form
  /** Behind the question mark; none unless told otherwise. */
  readonly query?: string
}

/** Posts a form to a token endpoint, v2 unless told otherwise. */
export const postToken = (
  service: { readonly app: FastifyInstance },
  form: Form | string = ownerForm,
  { tenant = tenantId, path = '/oauth2/v2.0/token', headers = {}, query = '' }: To = {},
): Promise<Reply> => postForm(service, form, { url: `/${tenant}${path}${query && `?${query}`}`, headers })
