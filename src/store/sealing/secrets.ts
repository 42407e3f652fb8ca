import { createHash } from 'node:crypto'
import type { JsonObject } from '../../core/json.ts'
import { SealBroken } from '../../core/sealBroken.ts'
import { breakSecureStrings, hasSecureStrings, putSecureStrings, takeSecureStrings } from '../../core/secureString.ts'
import type { SealingSession } from '../sql.ts'
import { placeIn, type SealedTable } from './sealedColumns.ts'

/** What a row holds of `properties`: everything but the secrets in it, and these apart. */
interface SealedProperties {
  readonly properties: string
  readonly secrets: string | null
}

/** Whose properties they are. */
interface Row {
  readonly table: SealedTable
  readonly key: string
  /** What no other resource has, whatever comes after it under the same key. */
  readonly birth: string
}

/** What is sealed: it opens for this resource alone, and around the very text that it was taken out of. */
interface Values {
  readonly values: readonly unknown[]
  readonly shape: string
}

/**
 * As a row keeps them.
 *
 * @throws SealBroken for a value that did not open when it was read.
 */
export const sealProperties = ({ sealing }: SealingSession, whole: JsonObject, row: Row): SealedProperties => {
  const { rest, values } = takeSecureStrings(whole)
  const properties = JSON.stringify(rest)
  if (values.length === 0) return { properties, secrets: null }
  const sealed: Values = { values, shape: shapeOf(properties, row) }
  return { properties, secrets: sealing.seal(placeOf(row), JSON.stringify(sealed)) }
}

/** As they were before. Where the secrets do not open, or not around these properties, each of them is a SealBroken. */
export const unsealProperties = (session: SealingSession, kept: SealedProperties, row: Row): JsonObject => {
  const rest: JsonObject = JSON.parse(kept.properties)
  try {
    const values = openValues(session, kept, row)
    if (values) return putSecureStrings(rest, values)
    if (hasSecureStrings(rest)) throw new SealBroken(placeOf(row).what)
    return rest
  } catch (error) {
    if (error instanceof SealBroken) return breakSecureStrings(rest, error)
    throw error
  }
}

const openValues = ({ sealing }: SealingSession, { properties, secrets }: SealedProperties, row: Row) => {
  if (secrets === null) return undefined
  const place = placeOf(row)
  const { values, shape }: Values = JSON.parse(sealing.unseal(place, secrets))
  if (shape !== shapeOf(properties, row)) throw new SealBroken(place.what)
  return values
}

const placeOf = ({ table, key }: Row) => placeIn(table, key)

const shapeOf = (properties: string, { birth }: Row): string =>
  createHash('sha256')
    .update(JSON.stringify([birth, properties]))
    .digest('hex')
