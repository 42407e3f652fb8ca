import type { AnyOperation } from '../operations/operation.ts'
import { inBraces } from './inBraces.ts'

/**
 * The path of an operation with its parameters in braces. What is mounted at every scope begins with a parameter that
 * stands for the whole path of the scope: `/{scope}/providers/…`.
 */
export const pathTemplate = ({ path }: Pick<AnyOperation, 'path'>): string =>
  inBraces(path.replace(/^\{scope\}/, '/{scope}'))
