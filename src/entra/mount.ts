import type { FastifyInstance, FastifyRequest } from 'fastify'
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
  { id, method, headers, params, url, body, socket }: FastifyRequest<Route>,
  { origins }: Pick<EndpointParts, 'origins'>,
): EntraRequest => ({
  id,
  clientRequestId: clientRequestId({ headers, url }),
  method,
  origin: origins.named(headers.host),
  tenantName: params.tenant ?? 'common',
  query: queryOf(url),
  form: body ?? {},
  headers,
  connection: { address: socket.remoteAddress ?? '', isEncrypted: 'encrypted' in socket },
})

/** Refuses every method that a path does not know, before anybody reads the body. */
export const refuseOtherMethods = (scope: FastifyInstance, path: string, known: readonly string[]): void => {
  const refuse = async ({ method }: FastifyRequest): Promise<never> => {
    throw new OAuthError(
      'WrongMethod',
      `The endpoint only accepts ${known.join(', ')} requests. Received a ${method} request.`,
      { allow: known },
    )
  }
  // HEAD is answered wherever GET is.
  const served = known.includes('GET') ? [...known, 'HEAD'] : known
  const method = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'].filter((one) => !served.includes(one))
  scope.route({ method, url: path, onRequest: refuse, handler: refuse })
}
