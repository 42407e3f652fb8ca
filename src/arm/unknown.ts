import type { FastifyInstance, FastifyRequest } from 'fastify'
import { CloudError } from '../core/errors.ts'
import { foldCase } from '../core/letterCase.ts'
import { plainPath } from '../core/plainPath.ts'
import { requireProvider } from '../core/provider.ts'
import { requireApiVersion } from './apiVersion.ts'

const allMethods = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] as const

/** Refuses the methods that no operation has, whatever the path. OPTIONS is for pages, and comes past here. */
export const refuseUnknownMethod = async (request: FastifyRequest): Promise<void> => {
  const isKnown = [...allMethods, 'OPTIONS'].includes(request.method)
  if (!isKnown) throw methodNotAllowed(request, allMethods)
}

/** Refuses the methods that a path does not know, and names those that it does. Assumed: each provider has its own way. */
export const refuseOtherMethods = (app: FastifyInstance, path: string, known: readonly string[]): void => {
  const others = allMethods.filter((method) => !known.includes(method))
  if (others.length === 0) return
  app.route({
    method: [...others],
    url: path,
    onRequest: async (request) => {
      throw methodNotAllowed(request, known)
    },
    handler: () => undefined,
  })
}

/**
 * Refuses a path that leads nowhere, and says how far it was understood. Documented for a type; for other paths from
 * memory of the real service: assumed.
 */
export const refuseUnknownPath = async (request: FastifyRequest): Promise<never> => {
  if (request.method === 'OPTIONS') throw methodNotAllowed(request, allMethods)
  const found = lastProviderIn(pathOf(request))
  if (!found.namespace) {
    throw new CloudError(
      'MissingSubscription',
      'The request did not have a subscription or a valid tenant level resource provider.',
    )
  }
  const apiVersion = requireApiVersion(request)
  // What is asked of scopes leads nowhere where the scope does.
  const scope = isAskedOfScopes(found) ? lastProviderIn(found.above) : found
  throw unknownType(scope.namespace ? scope : found, apiVersion)
}

interface Named {
  readonly namespace: string
  readonly type: string
}

const lastProviderIn = (path: string): Named & { readonly above: string } => {
  const [, above = '', namespace = '', rest = ''] = /^(.*)\/providers\/([^/]+)\/?(.*)$/i.exec(path) ?? []
  const type = rest
    .split('/')
    .filter((_, index) => index % 2 === 0)
    .join('/')
  return { above, namespace, type }
}

const isAskedOfScopes = ({ namespace, type }: Named): boolean =>
  foldCase(namespace) === 'microsoft.authorization' &&
  requireProvider(namespace).resourceTypes.some(({ resourceType }) => foldCase(resourceType) === foldCase(type))

/** @throws CloudError `InvalidResourceNamespace` for a provider that there is none of. */
const unknownType = ({ namespace, type }: Named, apiVersion: string): CloudError => {
  const provider = requireProvider(namespace)
  const apiVersions = new Set(provider.resourceTypes.flatMap((known) => known.apiVersions))
  return new CloudError(
    'InvalidResourceType',
    `The resource type '${plainPath(type).slice(0, 200)}' could not be found in the namespace '${provider.namespace}' for api version ` +
      `'${apiVersion}'. The supported api-versions are '${[...apiVersions].join(',')}'.`,
  )
}

const methodNotAllowed = (request: FastifyRequest, allow: readonly string[]): CloudError =>
  new CloudError(
    'MethodNotAllowed',
    `The HTTP method '${request.method}' is not supported on the resource '${pathOf(request)}'.`,
    { allow },
  )

const pathOf = (request: FastifyRequest): string => (request.url.split('?', 1)[0] ?? '').slice(0, 1000)
