import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify'
import { clientRequestId, queryOf } from './correlation.ts'
import type { Endpoint, EndpointParts, EntraRequest } from './endpoint.ts'
import { OAuthError } from './oauthError.ts'
import type { Parameters } from './parameters.ts'

/** What a route of the token service takes. */
export interface Route {
  Params: { tenant?: string }
  Body: Parameters | undefined
}

/** Mounts one endpoint at its path and method. */
export const mount = (scope: FastifyInstance, endpoint: Endpoint, parts: EndpointParts): void => {
  scope.route<Route>({
    method: endpoint.method,
    url: endpoint.path,
    exposeHeadRoute: endpoint.method === 'GET',
    handler: (request) => endpoint.answer(entraRequest(request, parts), parts),
  })
}

/** @throws CloudError for a host that is not the server's own. */
export const entraRequest = (
  { id, log, method, headers, params, url, body, socket, raw }: FastifyRequest<Route>,
  { origins }: Pick<EndpointParts, 'origins'>,
): EntraRequest => ({
  id,
  log,
  clientRequestId: clientRequestId({ headers, url }),
  method,
  origin: origins.named(headers.host),
  tenantName: params.tenant ?? 'common',
  query: queryOf(url),
  form: body ?? {},
  headers,
  connection: { address: socket.remoteAddress ?? '', isEncrypted: 'encrypted' in socket, httpVersion: raw.httpVersion },
})

/**
 * Refuses every method that a path is not mounted for, before anybody reads the body.
 *
 * @param known what it says that it knows; HEAD, where a GET has brought it, goes without saying.
 */
export const refuseOtherMethods = (scope: FastifyInstance, path: string, known: readonly string[]): void => {
  const refuse = async ({ method }: FastifyRequest): Promise<never> => {
    throw new OAuthError(
      'WrongMethod',
      `The endpoint only accepts ${known.join(', ')} requests. Received a ${method} request.`,
      { allow: known },
    )
  }
  const others = methods.filter((method) => !scope.hasRoute({ method, url: path }))
  scope.route({ method: others, url: path, onRequest: refuse, handler: refuse })
}

const methods: HTTPMethods[] = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT']
