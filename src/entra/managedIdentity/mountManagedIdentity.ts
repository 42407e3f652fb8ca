import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { EndpointParts } from '../endpoint.ts'
import { entraRequest, type Route, refuseOtherMethods } from '../mount.ts'
import { appService } from './appService.ts'
import type { IdentityEndpoint } from './identityEndpoint.ts'
import { IdentityError } from './identityError.ts'
import { identityErrorReply } from './identityErrorReply.ts'
import { instanceMetadata } from './instanceMetadata.ts'

/** Managed identity in both of Azure's shapes; the paths are fixed, and below no tenant. */
export const mountManagedIdentity = (scope: FastifyInstance, parts: EndpointParts): void => {
  for (const endpoint of [instanceMetadata, appService]) {
    scope.register(async (own) => mountIdentityEndpoint(own, endpoint, parts))
  }
}

const mountIdentityEndpoint = (scope: FastifyInstance, endpoint: IdentityEndpoint, parts: EndpointParts): void => {
  scope.setErrorHandler(identityErrorReply(endpoint))
  scope.addHook('onSend', admitNoPage)
  scope.route<Route>({
    method: 'GET',
    url: endpoint.path,
    exposeHeadRoute: true,
    handler: (request) => endpoint.answer(entraRequest(request, parts), parts),
  })
  // What pages are admitted by elsewhere answers in front of this; its headers are then taken away.
  scope.options(endpoint.path, async () => {
    throw new IdentityError('A managed identity is not given to web pages.', 403)
  })
  refuseOtherMethods(scope, endpoint.path, ['GET'])
}

/** Not even the server's own pages may read this. */
const admitNoPage = async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  for (const name of Object.keys(reply.getHeaders())) if (name.startsWith('access-control-')) reply.removeHeader(name)
}
