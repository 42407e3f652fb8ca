import type { FastifyRequest } from 'fastify'
import { checkName } from '../core/names.ts'
import type { Target } from './gate.ts'

/**
 * The names in a request's URL.
 *
 * @throws CloudError for one that could be none.
 */
export const requireTarget = (request: FastifyRequest): Target => {
  const target = request.params as Target
  for (const [parameter, name] of Object.entries(target)) checkName(parameter, name)
  return target
}
