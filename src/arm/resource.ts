import type { AnyOperation, Method } from '../operations/operation.ts'

/** What Resource Manager knows of an operation before it looks at a request: it is all in the path. */
export interface Resource {
  readonly level: 'subscription' | 'tenant'
  /** Namespace and type of a provider's resource; undefined for Resource Manager's own. */
  readonly provider: { readonly namespace: string; readonly type: string } | undefined
  /** The RBAC action in the letter case of the URL's segments, as error messages have it. Assumed. */
  readonly actionInUrlCase: string | undefined
  /** The path up to the last name of a resource, which no provider is: roles hold there. */
  readonly scopePath: string
}

export const resourceOf = ({ method, path, action }: AnyOperation): Resource => {
  const [, namespace, rest = ''] = /\/providers\/([^/:]+)\/(.+)$/.exec(path) ?? []
  const literals = path.split('/').filter((segment) => !segment.startsWith(':'))
  return {
    level: path.startsWith('/subscriptions/:') ? 'subscription' : 'tenant',
    provider: namespace ? { namespace, type: typeOf(method, rest) } : undefined,
    actionInUrlCase: action
      ?.split('/')
      .map((word) => literals.find((literal) => literal.toLowerCase() === word.toLowerCase()) ?? word)
      .join('/'),
    scopePath: path.replace(/\/providers\/:.*$/, '').replace(/(:\w+)[^:]*$/, '$1'),
  }
}

/** `POST factories/:factoryName/integrationRuntimes/:name/listAuthKeys` → `factories/integrationRuntimes`. */
const typeOf = (method: Method, path: string): string => {
  const types = path.split('/').filter((segment) => !segment.startsWith(':'))
  const endsInDeed = method === 'POST' && !path.split('/').at(-1)?.startsWith(':')
  return (endsInDeed ? types.slice(0, -1) : types).join('/')
}

/** A path or action with its `:parameters` filled in. */
export const fillIn = (template: string, target: Readonly<Record<string, string>>): string =>
  template.replace(/:(\w+)/g, (_, name: string) => target[name] ?? '')
