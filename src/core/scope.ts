import type { RuntimeId } from './resourceId.ts'

/** The names in a scope: none for the root, all of them for a runtime. */
export type ScopeNames = Partial<RuntimeId>

/** Where everything of a tenant is. */
export const rootScope = '/'

/** A scope as it is compared: in lower case, without a slash behind. The root is the empty text. */
export const scopeKey = (scope: string): string => scope.toLowerCase().replace(/\/+$/, '')

/** Scopes compare by whole segments, whatever their letter case: `/subscriptions/1` does not cover `/subscriptions/12`. */
export const covers = (outer: string, inner: string): boolean => {
  const segments = (scope: string): string[] => scope.toLowerCase().split('/').filter(Boolean)
  const below = segments(inner)
  return segments(outer).every((segment, index) => segment === below[index])
}

/** A scope in the letter case of its names: clients find in the answer what they have sent. */
export const formatScope = (names: ScopeNames): string => {
  const { subscriptionId, resourceGroupName, factoryName, integrationRuntimeName } = names
  const parts = [
    ['subscriptions', subscriptionId],
    ['resourceGroups', resourceGroupName],
    ['providers/Microsoft.DataFactory/factories', factoryName],
    ['integrationRuntimes', integrationRuntimeName],
  ]
  return parts.flatMap(([type, name]) => (name === undefined ? [] : [`/${type}/${name}`])).join('') || rootScope
}

/** The names in a scope below the root, whatever the letter case of the rest; undefined for what is none. */
export const parseScope = (text: string): (ScopeNames & Pick<RuntimeId, 'subscriptionId'>) | undefined => {
  const [, subscriptionId, resourceGroupName, factoryName, integrationRuntimeName] = scopePattern.exec(text) ?? []
  if (subscriptionId === undefined) return undefined
  return {
    subscriptionId,
    ...(resourceGroupName !== undefined && { resourceGroupName }),
    ...(factoryName !== undefined && { factoryName }),
    ...(integrationRuntimeName !== undefined && { integrationRuntimeName }),
  }
}

const scopePattern = new RegExp(
  '^/subscriptions/([^/]+)(?:/resourceGroups/([^/]+)' +
    '(?:/providers/Microsoft\\.DataFactory/factories/([^/]+)(?:/integrationRuntimes/([^/]+))?)?)?/?$',
  'i',
)
