import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { factoryUrl, runtimeUrl } from '../../support/known.ts'
import { fileOf } from '../../support/openTemporaryStore.ts'
import type { Service } from '../../support/shareService.ts'
import { type Reply, startService } from '../../support/startService.ts'

/** Changes the database behind the back of the service. */
const tamper = ({ store }: Pick<Service, 'store'>, statement: string): void => {
  using database = new DatabaseSync(fileOf(store))
  database.exec(statement)
}

const assertBroken = ({ status, body }: Reply, what: RegExp): void => {
  assert.deepEqual([status, body.error?.code], [500, 'StoredSecretBroken'], JSON.stringify(body))
  assert.match(body.error.message, what)
}

/** The first key has the secret of the second, and the second has a letter too many. */
const tamperings = `
  update auth_key_generations set sealed = (
    select other.sealed from auth_key_generations other
     where other.runtime_uid = auth_key_generations.runtime_uid and other.name = 'authKey2')
   where name = 'authKey1';
  update auth_key_generations set sealed = sealed || 'A' where name = 'authKey2'`

test('keys that somebody has changed in the database are not shown, and each is good again once it is regenerated', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  tamper(azure, tamperings)

  assertBroken(
    await azure.send('POST', `${runtimeUrl}/listAuthKeys`),
    /authKey1, generation 1, of the integration runtime /,
  )
  const { authKey1 } = await azure.regenerateAuthKey('authKey1')
  assertBroken(
    await azure.send('POST', `${runtimeUrl}/listAuthKeys`),
    /authKey2, generation 1, of the integration runtime /,
  )
  const { authKey2 } = await azure.regenerateAuthKey('authKey2')

  assert.deepEqual(await azure.listAuthKeys(), { authKey1, authKey2 })
})

const hidden = { a: { type: 'SecureString', value: 'a secret' } }
const places = {
  'an integration runtime': {
    table: 'integration_runtimes',
    url: runtimeUrl,
    properties: { type: 'SelfHosted', ...hidden },
  },
  'a data factory': { table: 'factories', url: factoryUrl, properties: hidden },
}

for (const [what, { table, url, properties }] of Object.entries(places)) {
  const given = async (t: TestContext) => {
    const azure = await startService(t)
    await azure.givenARuntime()
    const put = (sent: object) => azure.send('PUT', url, { body: { location: 'eastus', properties: sent } })
    assert.equal((await put(properties)).status, 200)
    tamper(azure, `update ${table} set secrets = 'nonsense'`)
    return { azure, put }
  }

  test(`the secure strings of ${what} that do not open are never stored again, and give way to others`, async (t) => {
    const { azure, put } = await given(t)
    const masked = { ...properties, a: { type: 'SecureString', value: '**********' } }
    const shown = (await azure.send('GET', url)).body.properties

    assert.deepEqual(shown.a, masked.a, 'all else is shown as before')
    assertBroken(await put(masked), /^The stored secret of the secure strings of /)
    assert.equal((await put(properties)).status, 200)
    assert.equal((await put(masked)).status, 200)
  })

  test(`${what} whose secure strings do not open can be deleted`, async (t) => {
    const { azure } = await given(t)

    assert.equal((await azure.send('DELETE', url)).status, 200)
    assert.equal((await azure.send('GET', url)).status, 404)
  })
}
