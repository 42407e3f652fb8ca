import { findProvider, type Provider, type ResourceType } from '../core/provider.ts'
import type { AnyOperation } from '../operations/operation.ts'

/** What Resource Manager knows of an operation before it looks at a request: it is all in the path. */
export interface Resource {
  readonly level: 'subscription' | 'tenant'
  /** Undefined for Resource Manager's own. */
  readonly provided: { readonly provider: Provider; readonly type: ResourceType } | undefined
  /** The part of the path that roles are looked for at. */
  readonly scopePath: string
}

/** @throws Error for an operation of a type that no provider has: a defect, seen at start. */
export const resourceOf = ({ path }: AnyOperation): Resource => {
  const level = path.startsWith('/subscriptions/:') ? 'subscription' : 'tenant'
  // What stands behind the last provider is asked of that one, whatever it is about.
  const [, above = '', namespace = '', rest = ''] = /^(.*)\/providers\/([^/:]+)\/(.+)$/.exec(path) ?? []
  const provider = findProvider(namespace)
  if (!provider) {
    const scopePath = namespace === '' ? ownScopePathOf(path) : scopePathOf(above, [namespace])
    return { level, provided: undefined, scopePath }
  }

  const { type, named } = walk(provider, rest)
  const scopePath = scopePathOf(above, [namespace, ...named])
  return { level, scopePath, provided: provider.registration === 'always' ? undefined : { provider, type } }
}

/**
 * Follows the types of a provider as far as it has them: what comes behind them is a deed.
 * `factories/:factoryName/integrationRuntimes/:name/listAuthKeys` → `factories/integrationRuntimes`.
 */
const walk = (provider: Provider, path: string): { readonly type: ResourceType; readonly named: readonly string[] } => {
  const segments = path.split('/')
  const depths = segments.flatMap((_, index) => (index % 2 === 0 ? [index] : []))
  const typesAt = (depth: number): ResourceType | undefined => {
    const name = segments.filter((_, index) => index % 2 === 0 && index <= depth).join('/')
    return provider.resourceTypes.find(({ resourceType }) => resourceType === name)
  }
  const depth = depths.findLast((one) => typesAt(one) !== undefined)
  const type = depth === undefined ? undefined : typesAt(depth)
  if (depth === undefined || !type) throw new Error(`No provider has the type of ${path}.`)
  const isNamed = segments[depth + 1] !== undefined
  return { type, named: segments.slice(0, isNamed ? depth + 2 : depth) }
}

/**
 * Up to the last name of a resource. A list of what a provider has in a group, or in the tenant, is asked at the provider
 * there, as seen in messages of the real service.
 */
const scopePathOf = (above: string, names: readonly string[]): string => {
  const isList = names.length === 1
  if (isList && above !== '' && !above.endsWith('/:resourceGroupName')) return above
  return [above, 'providers', ...names].join('/')
}

/** Resource Manager's own are asked at what they are named after, and its operations at their subscription. */
const ownScopePathOf = (path: string): string => {
  const segments = path.replace(/\/(operationresults|providers)\/.*$/, '').split('/')
  const length = segments.findLastIndex((segment) => segment.startsWith(':')) + 1
  return segments.slice(0, length).join('/')
}
