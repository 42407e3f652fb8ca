import type { FastifyRequest } from 'fastify'
import { checkApiVersion } from '../core/apiVersion.ts'
import { CloudError } from '../core/errors.ts'

/**
 * The value of `api-version`, whatever the letter case of the parameter's name; undefined when it is not there.
 *
 * @throws CloudError `InvalidApiVersionParameter` when it is there twice.
 */
export const apiVersionOf = (request: FastifyRequest): string | undefined => {
  const parameters = Object.entries(request.query as Record<string, string | string[]>)
  const given = parameters.filter(([name]) => name.toLowerCase() === 'api-version').flatMap(([, value]) => value)
  if (given.length > 1) {
    throw new CloudError('InvalidApiVersionParameter', 'The api-version query parameter is given more than once.')
  }
  return given[0]
}

/**
 * The version that every request to Resource Manager must name.
 *
 * @throws CloudError `MissingApiVersionParameter` or `InvalidApiVersionParameter`.
 */
export const requireApiVersion = (request: FastifyRequest): string => checkApiVersion(apiVersionOf(request))
