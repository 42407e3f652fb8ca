import { findProvider, type Provider, type ResourceType } from '../core/provider.ts'
import type { AnyOperation, Method } from '../operations/operation.ts'

/** What Resource Manager knows of an operation before it looks at a request: it is all in the path. */
export interface Resource {
  readonly level: 'subscription' | 'tenant'
  /** Undefined for Resource Manager's own. */
  readonly provided: { readonly provider: Provider; readonly type: ResourceType } | undefined
  /** The part of the path that roles are looked for at. */
  readonly scopePath: string
}

/** @throws Error for an operation of a type that no provider has: a defect, seen at start. */
export const resourceOf = ({ method, path }: AnyOperation): Resource => ({
  level: path.startsWith('/subscriptions/:') ? 'subscription' : 'tenant',
  provided: providedAt(method, path),
  scopePath: scopePathOf(path),
})

const providedAt = (method: Method, path: string): Resource['provided'] => {
  const [, namespace, rest = ''] = /\/providers\/([^/:]+)\/(.+)$/.exec(path) ?? []
  if (namespace === undefined) return undefined
  const provider = findProvider(namespace)
  const type = provider?.resourceTypes.find(({ resourceType }) => resourceType === typeOf(method, rest))
  if (provider && type) return { provider, type }
  throw new Error(`No provider has the type of ${path}.`)
}

/** `POST factories/:factoryName/integrationRuntimes/:name/listAuthKeys` → `factories/integrationRuntimes`. */
const typeOf = (method: Method, path: string): string => {
  const types = path.split('/').filter((segment) => !segment.startsWith(':'))
  const endsInDeed = method === 'POST' && !path.split('/').at(-1)?.startsWith(':')
  return (endsInDeed ? types.slice(0, -1) : types).join('/')
}

/**
 * Up to the last name of a resource. A list of what a provider has in a group is asked at the provider there, and a
 * provider by itself at its subscription, as seen in messages of the real service.
 */
const scopePathOf = (path: string): string => {
  const segments = path.split('/')
  const names = segments.map((segment) => segment.startsWith(':') && segment !== ':resourceProviderNamespace')
  const length = names.lastIndexOf(true) + 1
  const isListInGroup =
    segments[length - 1] === ':resourceGroupName' && segments[length] === 'providers' && segments.length === length + 3
  return segments.slice(0, isListInGroup ? length + 2 : length).join('/')
}
