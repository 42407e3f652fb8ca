import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseParameters } from './parameters.ts'

const maxBodyBytes = 64 * 1024

/**
 * Reads bodies as forms. MSAL for Java names no type where it asks for a device code; a body of another type is one
 * without parameters, as recorded.
 */
export const readForms = (scope: FastifyInstance): void => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(
    '*',
    { parseAs: 'string', bodyLimit: maxBodyBytes },
    async ({ headers }: FastifyRequest, text: string) => (isForm(headers['content-type']) ? parseParameters(text) : {}),
  )
}

const isForm = (type: string | undefined): boolean =>
  !type || /^application\/x-www-form-urlencoded *(;|$)/i.test(type.trim())
