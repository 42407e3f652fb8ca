import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { factoryUrl, groupUrl, runtimeUrl, subscriptionUrl } from '../../support/known.ts'
import { fileOf } from '../../support/openTemporaryStore.ts'
import { startService } from '../../support/startService.ts'
import { secureString } from './support.ts'

const mask = '**********'
const bodyWith = (one: string, two: string) => ({
  location: 'eastus',
  properties: { globalParameters: parametersWith(one, two) },
})
const parametersWith = (one: string, two: string) => ({
  one: { type: 'Object', value: secureString(one) },
  two: { type: 'Object', value: secureString(two) },
})
const masked = parametersWith(mask, mask)

/** A factory and a runtime in it, both with secure strings, and the database for who comes from outside. */
const given = async (t: TestContext) => {
  const azure = await startService(t)
  await azure.givenAGroup()
  const put = await azure.send('PUT', factoryUrl, { body: bodyWith('first', 'second') })
  assert.equal(put.status, 200)
  const runtimeBody = { properties: { type: 'SelfHosted', hidden: secureString('of the runtime') } }
  assert.equal((await azure.send('PUT', runtimeUrl, { body: runtimeBody })).status, 200)
  const db = new DatabaseSync(fileOf(azure.store))
  t.after(() => db.close())
  /** What the store reads of the factory, as nobody is answered it. */
  const stored = async (): Promise<string> => {
    const name = factoryUrl.split('/').at(-1) ?? ''
    const factory = await azure.store.read((tx) => tx.findFactoryNamed(name))
    return JSON.stringify(factory?.properties.globalParameters)
  }
  const row = () => db.prepare('select properties, secrets from factories where secrets is not null').get() ?? {}
  return { ...azure, db, stored, row }
}

const spoil = (db: DatabaseSync): void => {
  for (const table of ['factories', 'integration_runtimes']) {
    db.exec(`update ${table} set secrets = 'x.y' where secrets is not null`)
  }
}

test('a factory whose secure strings do not open is read, listed and masked like any other', async (t) => {
  const { send, db } = await given(t)

  spoil(db)

  for (const path of [factoryUrl, `${groupUrl}/providers/Microsoft.DataFactory/factories`, factoryListUrl]) {
    const { status, body } = await send('GET', path)
    assert.equal(status, 200, JSON.stringify(body))
    const found = body.value ? body.value.find((one: { name: string }) => factoryUrl.endsWith(one.name)) : body
    assert.deepEqual(found.properties.globalParameters, masked, path)
  }
  const { status, body } = await send('GET', runtimeUrl)
  assert.deepEqual([status, body.properties.hidden], [200, secureString(mask)])
})

const factoryListUrl = `${subscriptionUrl}/providers/Microsoft.DataFactory/factories`

test('the keys of its runtimes are shown and made anew', async (t) => {
  const { send, db, listAuthKeys, regenerateAuthKey } = await given(t)
  const before = await listAuthKeys()

  spoil(db)

  assert.deepEqual(await listAuthKeys(), before)
  const { authKey1 } = await regenerateAuthKey('authKey1')
  assert.deepEqual(await listAuthKeys(), { ...before, authKey1 })
  assert.equal((await send('POST', `${runtimeUrl}/getStatus`)).status, 200)
})

test('fresh secrets take their place, and they are gone with what they are in', async (t) => {
  const { send, db, stored } = await given(t)

  spoil(db)
  const put = await send('PUT', factoryUrl, { body: bodyWith('third', 'fourth') })
  const putRuntime = await send('PUT', runtimeUrl, { body: { properties: { type: 'SelfHosted', hidden: null } } })

  assert.deepEqual([put.status, put.body.properties.globalParameters], [200, masked])
  assert.equal(await stored(), JSON.stringify(parametersWith('third', 'fourth')))
  assert.equal(putRuntime.status, 200)
  spoil(db)
  assert.equal((await send('DELETE', runtimeUrl)).status, 200)
  assert.equal((await send('DELETE', factoryUrl)).status, 200)
})

test('what would keep or save them is refused, and changes nothing', async (t) => {
  const { send, db, row } = await given(t)
  spoil(db)
  const before = row()

  const attempts = [
    await send('PUT', factoryUrl, { body: bodyWith('fresh', mask) }),
    await send('PATCH', factoryUrl, { body: { tags: { a: 'b' } } }),
    await send('PUT', runtimeUrl, { body: { properties: { type: 'SelfHosted', hidden: secureString(mask) } } }),
    await send('PATCH', runtimeUrl, { body: { autoUpdate: 'Off' } }),
  ]

  for (const { status, body } of attempts) {
    assert.deepEqual([status, body.error?.code], [500, 'StoredSecretBroken'], JSON.stringify(body))
    assert.match(body.error.message, /^The stored secret of the secure strings of \/subscriptions\//)
  }
  assert.deepEqual(row(), before)
})

/** What somebody who can write does to the factory, and which of its values open afterwards. */
const changes: Readonly<Record<string, (properties: { globalParameters: Parameters }) => object>> = {
  'two of them have changed places': ({ globalParameters: { one, two } }) => ({ globalParameters: { two, one } }),
  'one was taken out': ({ globalParameters: { two } }) => ({ globalParameters: { two } }),
  'one was put beside them': ({ globalParameters }) => ({ globalParameters, more: secureString(null) }),
  'one has another name': ({ globalParameters: { one, two } }) => ({ globalParameters: { one, three: two } }),
  'something beside them was changed': (properties) => ({ ...properties, publicNetworkAccess: 'Disabled' }),
}

interface Parameters {
  readonly one: object
  readonly two: object
}

for (const [what, change] of Object.entries(changes)) {
  test(`none of them opens where ${what}`, async (t) => {
    const { send, db, row, stored } = await given(t)
    const changed = JSON.stringify(change(JSON.parse(String(row().properties))))

    db.prepare('update factories set properties = ? where secrets is not null').run(changed)

    assert.doesNotMatch(await stored(), /first|second/)
    assert.equal((await send('GET', factoryUrl)).status, 200)
    const patch = await send('PATCH', factoryUrl, { body: { tags: {} } })
    assert.equal(patch.body.error?.code, 'StoredSecretBroken')
  })
}

test('none is taken for nothing where the sealed values were taken away', async (t) => {
  const { send, db } = await given(t)

  db.exec('update factories set secrets = null where secrets is not null')

  assert.deepEqual((await send('GET', factoryUrl)).body.properties.globalParameters, masked)
  const patch = await send('PATCH', factoryUrl, { body: { tags: {} } })
  assert.equal(patch.body.error?.code, 'StoredSecretBroken')
})

test('those of a factory that was deleted do not open in the next of its name', async (t) => {
  const { send, db, row, stored } = await given(t)
  const { properties, secrets } = row()
  await send('DELETE', runtimeUrl)
  await send('DELETE', factoryUrl)
  await send('PUT', factoryUrl, { body: bodyWith('third', 'fourth') })

  const sql = 'update factories set properties = ?, secrets = ? where secrets is not null'
  db.prepare(sql).run(properties ?? null, secrets ?? null)

  assert.doesNotMatch(await stored(), /first|second/)
})

test('those of a runtime that was deleted do not open in the next of its name', async (t) => {
  const { send, db, store } = await given(t)
  const sealed = db.prepare('select properties, secrets from integration_runtimes where secrets is not null').get()
  await send('DELETE', runtimeUrl)
  await send('PUT', runtimeUrl, { body: { properties: { type: 'SelfHosted', hidden: secureString('new') } } })
  const { uid } = db.prepare('select uid from integration_runtimes where secrets is not null').get() ?? {}

  const sql = 'update integration_runtimes set properties = ?, secrets = ? where secrets is not null'
  db.prepare(sql).run(sealed?.properties ?? null, sealed?.secrets ?? null)

  const found = await store.read((tx) => tx.findRuntimeByUid(String(uid)))
  assert.ok(found)
  assert.doesNotMatch(JSON.stringify(found.properties), /of the runtime/)
})

test('a secret is masked, kept and sealed in whatever letter case its members are', async (t) => {
  const { send, db, store } = await given(t)
  const hidden = { Type: 'SecureString', VALUE: 'whatever the case' }

  const put = await send('PUT', runtimeUrl, { body: { properties: { type: 'SelfHosted', hidden } } })
  const again = await send('PUT', runtimeUrl, { body: { properties: put.body.properties } })

  assert.deepEqual(put.body.properties.hidden, { Type: 'SecureString', VALUE: mask })
  assert.deepEqual(again.body.properties.hidden, put.body.properties.hidden)
  const row = db.prepare('select uid, properties from integration_runtimes where secrets is not null').get()
  assert.doesNotMatch(String(row?.properties), /whatever/)
  const found = await store.read((tx) => tx.findRuntimeByUid(String(row?.uid)))
  assert.deepEqual(found?.properties.hidden, hidden)
})
