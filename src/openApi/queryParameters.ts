import type { JsonObject } from '../core/json.ts'
import type { AnyOperation, QueryParameter } from '../operations/operation.ts'
import { exampleQueries } from './exampleQueries.ts'

/** What an operation looks at in the query, beside what all operations and all lists do. */
export const queryParameters = ({ id, filter, query }: AnyOperation): readonly JsonObject[] => {
  const all: Readonly<Record<string, QueryParameter>> = {
    ...(filter !== undefined && { $filter: { description: filter } }),
    ...query,
  }
  return Object.entries(all).map(([name, { description, isRequired }]) => {
    const example = exampleQueries[id]?.[name]
    return {
      name,
      in: 'query',
      ...(isRequired && { required: true }),
      description,
      schema: { type: 'string' },
      ...(example !== undefined && { example }),
    }
  })
}
