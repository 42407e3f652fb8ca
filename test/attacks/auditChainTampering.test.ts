import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { hashOf } from '../../src/core/audit/chainRecord.ts'
import { auditNews } from '../support/auditReader.ts'
import { keepLog } from '../support/keepLog.ts'
import { factoryUrl, tenantId } from '../support/known.ts'
import { fileOf } from '../support/openTemporaryStore.ts'
import type { Service } from '../support/shareService.ts'
import { startService } from '../support/startService.ts'

const chain = factoryUrl.toLowerCase()
const control = '/providers/Lazulite.Control'

/** Makes the last record say something else, and its hash and the head of the chain fit that. */
const computeAnew = (db: DatabaseSync): void => {
  const { line = '' } = db
    .prepare('select line from audit_records where chain = ? order by number desc limit 1')
    .get(chain) as { line?: string }
  const rest = line.slice(line.indexOf('"chain"')).replace('"POST"', '"HEAD"')
  assert.notEqual(line.endsWith(rest), true)
  const hash = hashOf(rest)
  const values = [hash, chain]
  db.prepare(`update audit_records set line = ?, hash = ? where chain = ? and number = 3`).run(
    `{"hash":"${hash}",${rest}`,
    ...values,
  )
  db.prepare('update audit_chains set hash = ? where chain = ?').run(...values)
}

const run =
  (statement: string) =>
  (db: DatabaseSync): void => {
    assert.ok(db.prepare(statement).run({ chain }).changes > 0)
  }

/** What somebody does to the chain of a factory who can write to the database, and knows how chains are made. */
const tamperings: Readonly<Record<string, (db: DatabaseSync) => void>> = {
  'computes it anew': computeAnew,
  'cuts off its end and sets its head back': (db) => {
    run(`update audit_chains set number = 2,
           hash = (select hash from audit_records where chain = :chain and number = 2) where chain = :chain`)(db)
    run('delete from audit_records where chain = :chain and number = 3')(db)
  },
  'deletes its last record': run('delete from audit_records where chain = :chain and number = 3'),
  'deletes its head': run('delete from audit_chains where chain = :chain'),
  'puts an earlier head back': run(`
    update audit_chains set number = 2, mac = (select mac from before),
           hash = (select hash from audit_records where chain = :chain and number = 2) where chain = :chain`),
  'gives it to another tenant': run(`update audit_chains set tenant_key = 'another' where chain = :chain`),
  'hides its beginning': run('update audit_chains set first = 2 where chain = :chain'),
  'puts another checkpoint in its place': run(`update audit_chains set checkpoint = '{}' where chain = :chain`),
  'empties what vouches for it': run(`update audit_chains set mac = '' where chain = :chain`),
}

const tamper = ({ store }: Service, how: (db: DatabaseSync) => void): void => {
  using db = new DatabaseSync(fileOf(store))
  how(db)
}

for (const [what, how] of Object.entries(tamperings)) {
  test(`whoever ${what} gets no manifest for it, and nothing is done that it could not tell of`, async (t) => {
    const { log, lines } = keepLog()
    const azure = await startService(t, { log })
    await azure.givenARuntime()
    tamper(azure, (db) => db.exec(`create table before as select mac from audit_chains where chain = '${chain}'`))
    const keys = await azure.listAuthKeys()
    tamper(azure, how)
    lines.length = 0

    const manifest = await azure.send('GET', `${control}/auditManifest`)
    const deed = await azure.send('POST', `${factoryUrl}/integrationRuntimes/Runtime-1/regenerateAuthKey`, {
      body: { keyName: 'authKey1' },
    })

    for (const { status, headers, body } of [manifest, deed]) {
      assert.equal(status, 500)
      assert.equal(headers['retry-after'], undefined)
      assert.equal(body.error.code, 'StoredSecretBroken')
      assert.equal(
        body.error.message,
        `The audit of ${chain} is not what was written: the database was changed from outside, or a part of it was put ` +
          'back from elsewhere. Nothing that it would have to tell of is done until a whole backup of the database is put ' +
          'back; who can write to the database is to be looked at.',
      )
    }
    assert.equal(lines.filter(({ level }) => level === 50).length, 2)
    const [uid] = String(keys.authKey1).split('@').slice(1)
    const current = await azure.store.read((tx) => tx.listAuthKeys(uid ?? ''))
    assert.deepEqual(
      current.map(({ generation }) => generation),
      [1, 1],
    )
  })
}

test('a broken chain of a factory is told in the chain of the tenant, and other factories go on', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  tamper(azure, run('delete from audit_chains where chain = :chain'))
  const told = await azure.store.read((tx) => tx.listAuditLines(`/tenants/${tenantId}`, { after: 0, limit: 100 }))

  assert.equal((await azure.send('DELETE', factoryUrl)).status, 500)
  const other = await azure.send('PUT', factoryUrl.replace('Factory-1', 'Other-1'), { body: { location: 'eastus' } })

  assert.equal(other.status, 200)
  const lines = await azure.store.read((tx) =>
    tx.listAuditLines(`/tenants/${tenantId}`, { after: told.length, limit: 100 }),
  )
  const { entry } = JSON.parse(lines[0] ?? '')
  assert.deepEqual([entry.outcome, entry.code, entry.broken], ['Failed', 'StoredSecretBroken', `the audit of ${chain}`])
})

test('a chain that is as it was written is told by the manifest, and goes on', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const news = await auditNews(azure)

  assert.equal((await azure.send('GET', `${control}/auditManifest`)).status, 200)
  await azure.listAuthKeys()

  assert.equal((await news()).length, 1)
})
