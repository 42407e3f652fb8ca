import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { parseRecordLine } from '../../src/core/audit/chainRecord.ts'
import { factoryKey, parseFactoryId } from '../../src/core/resourceId.ts'
import { factoryUrl } from '../support/known.ts'
import { fileOf } from '../support/openTemporaryStore.ts'
import { startService } from '../support/startService.ts'
import { stopAudit } from '../support/stopAudit.ts'
import { assertRefused, givenANode, nodeEntries, nodesOn } from './support.ts'

const started = async (t: TestContext) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const credential = await givenANode(azure)
  const tamper = (statement: string): void => {
    using db = new DatabaseSync(fileOf(azure.store))
    db.exec(statement)
  }
  return { azure, credential, tamper, keys: await azure.listAuthKeys(), ...nodesOn(azure) }
}

const broken = {
  status: 500,
  code: 'StoredSecretBroken',
  message: /^The stored secret of authKey1, generation 1, of the integration runtime \S+ does not open/,
}

test('a key whose row was tampered with registers nobody, and each who shows it is told of in the audit', async (t) => {
  const { azure, credential, tamper, keys, register, rekey, verify } = await started(t)
  tamper("update auth_key_generations set sealed = 'x' where name = 'authKey1'")

  for (const reply of [
    await register(keys.authKey1, { nodeName: 'Node-2' }),
    await rekey(credential, keys.authKey1),
    await verify(keys.authKey1),
  ]) {
    assertRefused(reply, broken)
  }

  const id = parseFactoryId(factoryUrl)
  assert.ok(id)
  const lines = await azure.store.read((tx) => tx.listAuditLines(factoryKey(id), { after: 0, limit: 1000 }))
  const told = lines.map((line) => parseRecordLine(line).entry).filter(({ outcome }) => outcome === 'Failed')
  assert.deepEqual(
    told.map(({ operationName, caller, status, code }) => [operationName.split('/').at(-2), caller.kind, status, code]),
    [
      ['register', 'node', 500, 'StoredSecretBroken'],
      ['rekey', 'node', 500, 'StoredSecretBroken'],
      ['verifyAuthKey', 'principal', 500, 'StoredSecretBroken'],
    ],
  )
  for (const { broken } of told) assert.match(String(broken), /^authKey1, generation 1, of /)
  assert.equal((await register(keys.authKey2, { nodeName: 'Node-2' })).status, 200, 'the other key is good')
})

test('who shows a broken key again and again fills no disk: the audit is told once an hour', async (t) => {
  const { azure, tamper, keys, register } = await started(t)
  tamper("update auth_key_generations set sealed = 'x' where name = 'authKey1'")
  const told = async () => (await nodeEntries(azure)).filter(({ outcome }) => outcome === 'Failed').length

  for (let count = 0; count < 20; count += 1) assertRefused(await register(keys.authKey1, { nodeName: 'N' }), broken)

  assert.equal(await told(), 1)
  azure.skip(60 * 60 * 1000)
  await register(keys.authKey1, { nodeName: 'N' })
  assert.equal(await told(), 2)
})

test('a node whose key has lost its fingerprint is told that the database was changed, and so is the audit, once', async (t) => {
  const { azure, credential, tamper, heartbeat } = await started(t)
  tamper("update auth_key_generations set fingerprint = '' where name = 'authKey1'")

  for (let count = 0; count < 3; count += 1) assertRefused(await heartbeat(credential), broken)

  const told = (await nodeEntries(azure)).filter(({ outcome }) => outcome === 'Failed')
  assert.deepEqual(
    told.map(({ operationName, caller, status, code }) => [operationName.split('/').at(-2), caller.name, status, code]),
    [['heartbeat', 'Node-1', 500, 'StoredSecretBroken']],
  )
})

test('a key that is broken counts as a wrong one of its runtime', async (t) => {
  const { tamper, keys, register } = await started(t)
  tamper("update auth_key_generations set sealed = 'x' where name = 'authKey1'")
  for (let count = 0; count < 10; count += 1) await register(keys.authKey1, { nodeName: 'N' })

  const { status, body } = await register(`${keys.authKey2.slice(0, -4)}AAA=`, { nodeName: 'N' })

  assert.equal(status, 429)
  assert.equal(body.error.code, 'TooManyAttempts')
})

test('what the audit could not be told of something broken it is told the next time', async (t) => {
  const { azure, tamper, keys, register } = await started(t)
  tamper("update auth_key_generations set sealed = 'x' where name = 'authKey1'")
  const goOn = stopAudit(azure)
  assertRefused(await register(keys.authKey1, { nodeName: 'N' }), broken)
  goOn()

  assertRefused(await register(keys.authKey1, { nodeName: 'N' }), broken)

  assert.equal((await nodeEntries(azure)).filter(({ outcome }) => outcome === 'Failed').length, 1)
})
