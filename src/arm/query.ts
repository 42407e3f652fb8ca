import type { FastifyRequest } from 'fastify'
import { CloudError, type CloudErrorCode } from '../core/errors.ts'
import { foldCase } from '../core/letterCase.ts'

/**
 * The value of a query parameter, whatever the letter case of its name; undefined when it is not there.
 *
 * @throws CloudError of the code `wrongQuery` when it is there twice.
 */
export const queryOf = (request: FastifyRequest, name: string, wrongQuery: CloudErrorCode): string | undefined => {
  const [value, ...more] = valuesOf(request, name)
  if (more.length === 0) return value
  throw new CloudError(wrongQuery, `The ${name} query parameter is given more than once.`)
}

/** Every value of a query parameter, whatever the letter case of its name. */
export const valuesOf = (request: FastifyRequest, name: string): readonly string[] =>
  Object.entries(request.query as Record<string, string | string[]>)
    .filter(([given]) => foldCase(given) === name)
    .flatMap(([, value]) => value)
