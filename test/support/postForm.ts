import type { FastifyInstance } from 'fastify'
import { asForm, type Form } from './asForm.ts'
import { inject } from './inject.ts'
import type { Reply } from './startService.ts'

/** Posts a form to a service that is not listening. */
export const postForm = async (
  service: { readonly app: FastifyInstance },
  form: Form | string,
  { url, headers }: { readonly url: string; readonly headers?: Form },
): Promise<Reply> => {
  const { text, ...answer } = await inject(service, { ...asForm(form, headers), url })
  const isJson = String(answer.headers['content-type']).startsWith('application/json')
  return { ...answer, body: isJson ? JSON.parse(text) : text }
}
