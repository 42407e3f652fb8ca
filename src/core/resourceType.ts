import { foldCase } from './letterCase.ts'

/**
 * The type of what an id names, with its provider in front: `Microsoft.DataFactory/factories/integrationRuntimes`. In the
 * letter case of the id. Subscriptions and resource groups are Resource Manager's own.
 */
export const resourceTypeOf = (id: string): string => {
  const words = id.split('/').slice(1)
  let type = 'Microsoft.Resources'
  for (let at = 0; at < words.length; at += 2) {
    const [word = '', name = ''] = words.slice(at, at + 2)
    if (foldCase(word) === 'providers') type = name
    else if (word !== '') type += `/${word}`
  }
  return type
}

/** The namespace of that type. */
export const namespaceOf = (id: string): string => resourceTypeOf(id).split('/', 1)[0] ?? ''
