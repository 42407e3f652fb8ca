import { type TSchema, Type } from 'typebox'
import type { JsonObject } from '../core/json.ts'

/**
 * The shape of what a user has stored, to be answered: it was checked when it came, and the store gives it back as JSON.
 *
 * @typeParam Added what the service adds to it.
 */
export const asStored = <Added = unknown>(schema: TSchema) => Type.Unsafe<Added & JsonObject>(schema)
