import type { FastifyInstance } from 'fastify'
import { operations } from '../operations/index.ts'
import type { Gate } from './admit.ts'
import { stamp } from './correlation.ts'
import { errorReply } from './errorReply.ts'
import { mountMetadata } from './metadata.ts'
import { mount } from './mount.ts'
import { refuseOtherMethods, refuseUnknownPath } from './unknown.ts'

/**
 * What Azure Resource Manager does to a request before a resource provider sees it. The steps that every operation goes
 * through are listed in `admit.ts`, and what follows them in `mount.ts`.
 */
export const frontDoor = async (app: FastifyInstance, gate: Gate): Promise<void> => {
  app.setErrorHandler(errorReply(gate.effects))
  app.setNotFoundHandler(refuseUnknownPath)
  app.addHook('onRequest', async (request, reply) => stamp(gate.effects, request, reply))
  // Bodies are read as text and parsed once it is known what for.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, async (_request: unknown, text: string) => text)

  mountMetadata(app, gate.origins)
  for (const operation of operations) mount(app, operation, gate)
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const known = operations.filter((operation) => operation.path === path).map((operation) => operation.method)
    refuseOtherMethods(app, path, known)
  }
  refuseOtherMethods(app, '/metadata/endpoints', ['GET'])
}
