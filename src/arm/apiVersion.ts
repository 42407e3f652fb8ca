import type { FastifyRequest } from 'fastify'
import { checkApiVersion } from '../core/apiVersion.ts'
import { CloudError } from '../core/errors.ts'
import { valuesOf } from './query.ts'

/**
 * The value of `api-version`, whatever the letter case of the parameter's name; undefined when it is not there.
 *
 * @throws CloudError `InvalidApiVersionParameter` when it is there twice.
 */
export const apiVersionOf = (request: FastifyRequest): string | undefined => {
  const [given, ...more] = valuesOf(request, 'api-version')
  if (more.length === 0) return given
  throw new CloudError('InvalidApiVersionParameter', 'The api-version query parameter is given more than once.')
}

/**
 * The version that every request to Resource Manager must name.
 *
 * @throws CloudError `MissingApiVersionParameter` or `InvalidApiVersionParameter`.
 */
export const requireApiVersion = (request: FastifyRequest): string => checkApiVersion(apiVersionOf(request))
