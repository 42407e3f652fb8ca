import type { FastifyInstance, FastifyRequest } from 'fastify'
import { CloudError } from '../core/errors.ts'
import { checkApiVersion, findProvider, namespaceNotFound } from '../core/provider.ts'
import { apiVersionOf } from './apiVersion.ts'

const allMethods = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] as const

/** Refuses the methods that a path does not know, and names those that it does. Assumed: each provider has its own way. */
export const refuseOtherMethods = (app: FastifyInstance, path: string, known: readonly string[]): void => {
  const others = allMethods.filter((method) => !known.includes(method))
  if (others.length === 0) return
  app.route({
    method: [...others],
    url: path,
    onRequest: async (request) => {
      throw new CloudError(
        'MethodNotAllowed',
        `The HTTP method '${request.method}' is not supported on the resource '${pathOf(request)}'.`,
        { allow: known },
      )
    },
    handler: () => undefined,
  })
}

/**
 * Refuses a path that leads nowhere, and says how far it was understood. Documented for a type; for other paths from
 * memory of the real service: assumed.
 */
export const refuseUnknownPath = async (request: FastifyRequest): Promise<never> => {
  const [, namespace] = /\/providers\/([^/]+)/i.exec(pathOf(request)) ?? []
  if (!namespace) {
    throw new CloudError(
      'MissingSubscription',
      'The request did not have a subscription or a valid tenant level resource provider.',
    )
  }
  const apiVersion = apiVersionOf(request)
  checkApiVersion(apiVersion)
  const provider = findProvider(namespace)
  if (!provider) throw namespaceNotFound(namespace.slice(0, 100))
  throw new CloudError(
    'InvalidResourceType',
    `The resource type could not be found in the namespace '${provider.namespace}' for api version '${apiVersion}'.`,
  )
}

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? ''
