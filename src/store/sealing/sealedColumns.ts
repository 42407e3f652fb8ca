import type { Place } from './sealing.ts'

/** A column whose values are sealed. */
interface SealedColumn {
  readonly column: string
  /** The primary key of its table, in the order that places name its values. */
  readonly key: readonly string[]
  /** What is secret in a row, for a person to read. */
  what(key: Place['key']): string
}

/** By table: each has one at the most. Whatever is secret in the database is here, and is sealed anew from here. */
export const sealedColumns = {
  auth_key_generations: {
    column: 'sealed',
    key: ['runtime_uid', 'name', 'generation'],
    what: ([uid, name, generation]) => `${name}, generation ${generation}, of the integration runtime ${uid}`,
  },
  factories: { column: 'secrets', key: ['key'], what: ([key]) => `the secure strings of ${key}` },
  integration_runtimes: { column: 'secrets', key: ['key'], what: ([key]) => `the secure strings of ${key}` },
  repeatable_requests: {
    column: 'sealed',
    key: ['tenant_key', 'object_key', 'id'],
    what: ([, objectId, id]) => `the answer to the request ${id} of ${objectId}`,
  },
  server_secrets: { column: 'secret', key: ['name'], what: ([name]) => `the server for '${name}'` },
  signing_keys: { column: 'private_jwk', key: ['kid'], what: ([kid]) => `the signing key ${kid}` },
} as const satisfies Readonly<Record<string, SealedColumn>>

export type SealedTable = keyof typeof sealedColumns

/** The place of what is secret in one row. */
export const placeIn = (table: SealedTable, ...key: Place['key']): Place => {
  const { column, what }: SealedColumn = sealedColumns[table]
  return { table, column, key, what: what(key) }
}
