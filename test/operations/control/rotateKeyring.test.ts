import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { pino } from 'pino'
import { StartError } from '../../../src/core/startError.ts'
import { rotateKeyring } from '../../../src/operations/control/rotateKeyring.ts'
import { openStore } from '../../../src/store/openStore.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'
import { assertReply } from '../../support/assertReply.ts'
import { auditNews } from '../../support/auditReader.ts'
import { keyringNeeds } from '../../support/keyringNeeds.ts'
import { tenantId } from '../../support/known.ts'
import { fileOf } from '../../support/openTemporaryStore.ts'
import { startService } from '../../support/startService.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const rotateUrl = '/providers/Lazulite.Control/keyring/rotate'

test('the keys stay what they are, and nothing is sealed as it was', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const keys = await azure.listAuthKeys()
  using db = new DatabaseSync(fileOf(azure.store), { readOnly: true })
  const sealed = () => db.prepare('select sealed from auth_key_generations where sealed is not null').all()
  const before = JSON.stringify(sealed())
  const count = sealed().length

  const reply = await azure.send('POST', rotateUrl)

  assertReply(rotateKeyring, reply)
  assert.equal(reply.body.broken, 0)
  assert.ok(reply.body.resealed >= count)
  assert.notEqual(JSON.stringify(sealed()), before)
  assert.deepEqual(await azure.listAuthKeys(), keys)
})

test('what does not open is counted and stays; its names, which may be of other tenants, are for the log', async (t) => {
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) })
  const azure = await startService(t, { log })
  await azure.givenARuntime()
  using db = new DatabaseSync(fileOf(azure.store))
  db.exec(`update auth_key_generations set sealed = sealed || 'A' where name = 'authKey1' and runtime_uid =
             (select uid from integration_runtimes where name = 'Runtime-1')`)

  const reply = await azure.send('POST', rotateUrl)

  assertReply(rotateKeyring, reply)
  assert.equal(reply.body.broken, 1)
  const [line = '', ...more] = lines
  assert.deepEqual(more, [])
  assert.match(JSON.parse(line).broken[0], /^authKey1, generation 1, of the integration runtime /)
})

test('a master key that cannot wrap is told of with 503, in its one line, and nothing changes', async (t) => {
  const needs = keyringNeeds()
  let isAway = false
  const words = 'The master key https://v/keys/k cannot be used: the vault cannot be reached: it is away.'
  const store = await openStore(openSqlite(join(temporaryFolder(t), 'lazulite.db')), {
    ...needs,
    openMasterKey: async (wrappedBy) => {
      const key = await needs.openMasterKey(wrappedBy)
      return { ...key, wrap: async (other) => (isAway ? Promise.reject(new StartError(words)) : key.wrap(other)) }
    },
  })
  t.after(() => store.close())
  const azure = await startService(t, { store })
  await azure.givenARuntime()
  const keys = await azure.listAuthKeys()
  const news = await auditNews(azure)
  isAway = true

  const { status, body } = await azure.send('POST', rotateUrl)

  assert.deepEqual(
    (await news()).map(({ outcome, status, code }) => [outcome, status, code]),
    [
      ['Started', 202, undefined],
      ['Failed', 503, 'ServiceUnavailable'],
    ],
  )
  assert.deepEqual([status, body], [503, { error: { code: 'ServiceUnavailable', message: words } }])
  assert.deepEqual(await azure.listAuthKeys(), keys)
  isAway = false
  assert.equal((await azure.send('POST', rotateUrl)).status, 200)
  assert.deepEqual(await azure.listAuthKeys(), keys)
})

test('the audit tells when it began and when it ended, in the chain of the tenant', async (t) => {
  const azure = await startService(t)
  const news = await auditNews(azure)

  await azure.send('POST', rotateUrl)

  const told = await news()
  assert.deepEqual(
    told.map(({ outcome, status }) => [outcome, status]),
    [
      ['Started', 202],
      ['Succeeded', 200],
    ],
  )
  for (const { operationName, resourceId, chain, correlationId } of told) {
    assert.deepEqual(
      [operationName, resourceId, chain, correlationId],
      [
        'Lazulite.Control/keyring/rotate/action',
        '/providers/Lazulite.Control',
        `/tenants/${tenantId}`,
        told[0]?.correlationId,
      ],
    )
  }
})

test('two at once seal everything, too', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const keys = await azure.listAuthKeys()

  const replies = await Promise.all([1, 2, 3].map(() => azure.send('POST', rotateUrl)))

  for (const { status, body } of replies) assert.deepEqual([status, body.broken], [200, 0])
  assert.deepEqual(await azure.listAuthKeys(), keys)
})
