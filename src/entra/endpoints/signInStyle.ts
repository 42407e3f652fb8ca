import type { FastifyInstance } from 'fastify'
import { style } from '../pages/style.ts'

/** Serves the style sheet of all pages: a content security policy without inline styles needs it at an address. */
export const mountSignInStyle = (scope: FastifyInstance): void => {
  scope.get('/sign-in.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(style))
}
