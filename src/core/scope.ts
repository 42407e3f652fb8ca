import { type ParsedId, parseId, type RuntimeId } from './resourceId.ts'

/** The names in a scope: none for the root, all of them for a runtime. */
export type ScopeNames = Partial<RuntimeId>

/** Where everything of a tenant is. */
export const rootScope = '/'

/** A scope as it is compared: in lower case, without a slash behind. The root is the empty text. */
export const scopeKey = (scope: string): string => scope.toLowerCase().replace(/\/+$/, '')

export const isSameScope = (one: string, other: string): boolean => scopeKey(one) === scopeKey(other)

/** Scopes compare by whole segments, whatever their letter case: `/subscriptions/1` does not cover `/subscriptions/12`. */
export const covers = (outer: string, inner: string): boolean => `${scopeKey(inner)}/`.startsWith(`${scopeKey(outer)}/`)

/** Whether a scope is in the subtree of another: at it, above it or below it. */
export const touches = (one: string, other: string): boolean => covers(one, other) || covers(other, one)

/** Each of some scopes once, in one of the spellings that it comes in. */
export const distinctScopes = (scopes: readonly string[]): string[] => [
  ...new Map(scopes.map((scope) => [scopeKey(scope), scope])).values(),
]

/** Tells whether any of these scopes covers another; how many they are makes no difference. */
export const coveredBy = (outers: readonly string[]): ((inner: string) => boolean) => {
  const keys = new Set(outers.map(scopeKey))
  return (inner) => {
    const segments = scopeKey(inner).split('/')
    return segments.some((_, index) => keys.has(segments.slice(0, index + 1).join('/')))
  }
}

/** The names in a scope below the root, with or without a slash behind; undefined for what is none. */
export const parseScope = (text: string): ParsedId | undefined => parseId(text.replace(/\/$/, ''))

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
