import type { FastifyInstance } from 'fastify'
import type { EndpointParts, PageEndpoint } from './endpoint.ts'
import { pageErrorReply } from './errorReply.ts'
import { entraRequest, type Route } from './mount.ts'
import { sendPage } from './sendPage.ts'

/**
 * Mounts an endpoint that a person's browser asks. What it throws is a page, too. There is no HEAD: a page may sign in or
 * out, and who asks for headers alone wants neither.
 */
export const mountPage = (scope: FastifyInstance, endpoint: PageEndpoint, parts: EndpointParts): void => {
  scope.route<Route>({
    method: endpoint.method,
    url: endpoint.path,
    exposeHeadRoute: false,
    errorHandler: pageErrorReply,
    handler: async (request, reply) => sendPage(reply, await endpoint.answer(entraRequest(request, parts), parts)),
  })
}
