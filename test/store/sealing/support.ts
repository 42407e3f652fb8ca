import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Runtime } from '../../../src/core/runtime.ts'
import type { Store } from '../../../src/core/store.ts'
import { openStore } from '../../../src/store/openStore.ts'
import { type SealedTable, sealedColumns } from '../../../src/store/sealing/sealedColumns.ts'
import type { Database, SqlValue } from '../../../src/store/sql.ts'
import { keyringNeeds } from '../../support/keyringNeeds.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { authKey, factory, runtime, savePlaces, tenant } from '../samples.ts'

export interface OpenStore {
  readonly store: Store
  /** The same database, for who comes from outside. */
  readonly db: Database
}

/** A store on a database of that folder, closed when the test ends unless it was before. */
export const openIn = async (
  t: TestContext,
  folder: string,
  openDatabase: (folder: string) => Database,
): Promise<OpenStore> => {
  const db = openDatabase(folder)
  const store = await openStore(db, keyringNeeds())
  let closed: Promise<void> | undefined
  const close = (): Promise<void> => {
    closed ??= store.close()
    return closed
  }
  t.after(close)
  return { store: { ...store, close }, db }
}

export const openOutside = (t: TestContext, openDatabase: (folder: string) => Database): Promise<OpenStore> =>
  openIn(t, temporaryFolder(t), openDatabase)

/** Puts a text in place of what is secret in some rows of a table, as nobody but an intruder does. */
export const overwrite = async (db: Database, table: SealedTable, text: string | null, where = '1 = 1') => {
  const { column } = sealedColumns[table]
  await db.change((session) =>
    session.query({ text: [`update ${table} set ${column} = `, ` where ${where}`], values: [text] }),
  )
}

/** All that is sealed, by the name of its table. */
export const listSealed = async (db: Database): Promise<Record<SealedTable, string[]>> => {
  const found: Partial<Record<SealedTable, string[]>> = {}
  for (const [table, { column }] of Object.entries(sealedColumns) as [SealedTable, { column: string }][]) {
    const text = [`select ${column} as sealed from ${table} where ${column} is not null order by rowid`]
    found[table] = (await db.reader.query<{ sealed: string }>({ text, values: [] })).map(({ sealed }) => sealed)
  }
  return found as Record<SealedTable, string[]>
}

/** The ids of the keys that seal, oldest first. */
export const listDataKeys = async (db: Database): Promise<string[]> => {
  const text = [`select id from keyring_keys where purpose = 'data' order by number`]
  return (await db.reader.query<{ id: string }>({ text, values: [] as SqlValue[] })).map(({ id }) => id)
}

export const secureString = (value: unknown) => ({ type: 'SecureString', value })

/** A text that is nowhere by chance. */
export const newSecret = (): string => randomBytes(32).toString('base64')

export interface Secrets {
  readonly authKey1: string
  readonly authKey2: string
  readonly ofFactory: string
  readonly ofRuntime: string
  readonly ofServer: string
  readonly privateJwk: string
  readonly answer: string
}

export const newSecrets = (): Secrets => ({
  authKey1: newSecret(),
  authKey2: newSecret(),
  ofFactory: newSecret(),
  ofRuntime: newSecret(),
  ofServer: newSecret(),
  privateJwk: newSecret(),
  answer: newSecret(),
})

export const repeatable = (answer: string) => ({
  tenantId: tenant.id,
  objectId: '8888bbbb-8888-8888-8888-888888888888',
  id: 'Request-1',
  request: 'hash',
  expiresAt: 4_000_000_000_000,
  answer: { status: 200, body: { authKey1: answer }, shown: [] },
})

export const runtimeWith = (value: unknown, others: Partial<Runtime> = {}): Runtime => ({
  ...runtime,
  properties: { type: 'SelfHosted', typeProperties: { linkedInfo: { key: secureString(value) } } },
  ...others,
})

/** One secret at least in each column that is sealed. */
export const saveSecrets = (store: Store, secrets: Secrets): Promise<void> =>
  store.change(async (tx) => {
    await savePlaces(tx)
    await tx.saveFactory({ ...factory, properties: { a: secureString(secrets.ofFactory) } })
    await tx.saveRuntime(runtimeWith(secrets.ofRuntime))
    await tx.saveAuthKey(authKey('authKey1'), secrets.authKey1)
    await tx.saveAuthKey(authKey('authKey2'), secrets.authKey2)
    await tx.addServerSecret('seal', secrets.ofServer)
    await tx.saveSigningKey({ kid: 'k', privateJwk: secrets.privateJwk, createTime: '2026-01-02T03:04:05Z' })
    await tx.addRepeatable(repeatable(secrets.answer))
  })

/** What the store says that they are. */
export const findSecrets = (store: Store): Promise<Secrets> =>
  store.read(async (tx) => {
    const valueIn = (value: unknown): string => /"value":"([^"]*)"/.exec(JSON.stringify(value))?.[1] ?? ''
    const found = await tx.findRepeatable(repeatable(''))
    const body = found?.answer.body as { readonly authKey1: string }
    return {
      authKey1: String(await tx.findAuthKeySecret(runtime.uid, 'authKey1')),
      authKey2: String(await tx.findAuthKeySecret(runtime.uid, 'authKey2')),
      ofFactory: valueIn((await tx.findFactory(factory.id))?.properties),
      ofRuntime: valueIn((await tx.findRuntime(runtime.id))?.properties),
      ofServer: String(await tx.findServerSecret('seal')),
      privateJwk: String((await tx.listSigningKeys())[0]?.privateJwk),
      answer: body.authKey1,
    }
  })

/** The bytes of every file in a folder, one behind the other. */
export const bytesIn = (folder: string): Buffer =>
  Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
