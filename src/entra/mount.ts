import type { FastifyInstance, FastifyRequest } from 'fastify'
import { queryOf } from './correlation.ts'
import type { Endpoint, EndpointParts } from './endpoint.ts'
import { OAuthError } from './oauthError.ts'
import type { Parameters } from './parameters.ts'

interface Route {
  Params: { tenant?: string }
  Body: Parameters | undefined
}

/** Mounts one endpoint at its path and method. */
export const mount = (scope: FastifyInstance, endpoint: Endpoint, parts: EndpointParts): void => {
  scope.route<Route>({
    method: endpoint.method,
    url: endpoint.path,
    exposeHeadRoute: endpoint.method === 'GET',
    handler: ({ headers, params, url, body }) =>
      endpoint.answer(
        {
          origin: parts.origins.named(headers.host),
          tenantName: params.tenant ?? 'common',
          query: queryOf(url),
          form: body ?? {},
          authorization: headers.authorization,
        },
        parts,
      ),
  })
}

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
