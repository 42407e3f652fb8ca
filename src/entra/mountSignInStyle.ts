import type { FastifyInstance } from 'fastify'
import { refuseOtherMethods } from './mount.ts'
import { style } from './pages/style.ts'

const path = '/sign-in.css'

/** Serves the style sheet of all pages: a content security policy without inline styles needs it at an address. */
export const mountSignInStyle = (scope: FastifyInstance): void => {
  scope.get(path, { exposeHeadRoute: true }, (_request, reply) => reply.type('text/css; charset=utf-8').send(style))
  refuseOtherMethods(scope, path, ['GET'])
}
