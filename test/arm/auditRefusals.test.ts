import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { auditNews } from '../support/auditReader.ts'
import { giveRole } from '../support/giveRole.ts'
import { factoryUrl, nobody, owner, roleIds, runtimeUrl, tenantId } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'

const azure = await shareService()
const news = await auditNews(azure)

before(async () => {
  await azure.givenARuntime()
})

const factoryChain = factoryUrl.toLowerCase()
const regenerate = (body: object, url = runtimeUrl) => azure.send('POST', `${url}/regenerateAuthKey`, { body })

test('what a rotation makes and what a listing shows is told by name, generation and fingerprint', async () => {
  const [authKey1, authKey2] = await azure.store.read(async (tx) => {
    const runtime = await tx.findRuntime(names)
    return tx.listAuthKeys(runtime?.uid ?? '')
  })
  const marks = [authKey1, authKey2].map((key) => ({
    name: key?.name,
    generation: key?.generation,
    fingerprint: key?.fingerprint,
  }))
  await news()

  await azure.listAuthKeys()
  await azure.regenerateAuthKey('authKey2')

  const [listed, rotated] = await news()
  assert.deepEqual(listed?.authKeys, marks)
  const [{ fingerprint, ...mark } = assert.fail(), ...more] = rotated?.authKeys ?? []
  assert.deepEqual([mark, more], [{ name: 'authKey2', generation: 2 }, []])
  assert.match(fingerprint, /^[0-9a-f]{32}$/)
  assert.notEqual(fingerprint, marks[1]?.fingerprint)
})

const names = {
  subscriptionId: runtimeUrl.split('/')[2] ?? '',
  resourceGroupName: 'rg',
  factoryName: 'Factory-1',
  integrationRuntimeName: 'Runtime-1',
}

test('both keys that a new runtime is born with are told', async () => {
  const url = runtimeUrl.replace('Runtime-1', 'Newborn-1')
  await news()

  await azure.send('PUT', url, { body: { properties: { type: 'SelfHosted' } } })
  await azure.send('PUT', url, { body: { properties: { type: 'SelfHosted', description: 'changed' } } })

  const [born, changed] = await news()
  assert.deepEqual(
    born?.authKeys.map(({ name, generation }) => `${name} ${generation}`),
    ['authKey1 1', 'authKey2 1'],
  )
  assert.deepEqual(changed?.authKeys, [])
})

test('what is refused for any other reason than a role is not told', async () => {
  await news()

  const refused = [
    await regenerate({ keyName: 'authKey3' }),
    await regenerate({ keyName: ['authKey1'] }),
    await regenerate({ keyName: 'authKey1' }, runtimeUrl.replace('Runtime-1', 'Missing')),
    await regenerate({ keyName: 'authKey1' }, runtimeUrl.replace('Factory-1', 'Missing')),
    await azure.send('DELETE', runtimeUrl, { headers: { 'if-match': '"other"' } }),
    await azure.send('PUT', runtimeUrl, { body: { properties: { type: 'Managed' } } }),
    await azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, { body: { keyName: 'authKey1' }, token: 'none' }),
  ]

  assert.deepEqual(
    refused.map(({ status }) => status),
    [400, 400, 404, 404, 412, 400, 401],
  )
  assert.deepEqual(await news(), [])
})

test('a refusal within an operation, of what lies elsewhere, is told once', async (t) => {
  const scope = runtimeUrl
  const takeAway = await giveRole(azure, { principalId: nobody.objectId, scope, role: 'Owner' })
  t.after(takeAway)
  const roleUrl = `${runtimeUrl}/providers/Microsoft.Authorization/roleDefinitions/aaaaaaaa-0000-0000-0000-00000000000b`
  const properties = {
    roleName: 'Too far',
    permissions: [{ actions: ['*/read'] }],
    assignableScopes: [runtimeUrl, factoryUrl],
  }
  await news()

  const token = await azure.tokenOf(nobody)
  const { status, body } = await azure.send('PUT', roleUrl, { body: { properties }, token })

  assert.equal(status, 403, JSON.stringify(body))
  const told = await news()
  assert.deepEqual(
    told.map(({ outcome, status, code, chain }) => ({ outcome, status, code, chain })),
    [{ outcome: 'Failed', status: 403, code: 'LinkedAuthorizationFailed', chain: factoryChain }],
  )
})

test('whoever has no quota left is told so, and the audit is not', async () => {
  const hourly = await shareService({ throttle: 'hourly' })
  const token = await hourly.tokenOf(nobody)
  const ask = () => hourly.send('POST', `${runtimeUrl}/listAuthKeys`, { token })
  await hourly.givenARuntime()
  const tell = await auditNews(hourly)

  const statuses = (await Promise.all(Array.from({ length: 1300 }, ask))).map(({ status }) => status)

  const refused = statuses.filter((status) => status === 403).length
  assert.ok(refused >= 1200 && refused < 1300)
  assert.equal(statuses.filter((status) => status === 429).length, 1300 - refused)
  assert.equal((await tell()).length, refused)
})

test('nothing of the query and nothing of the body is in an entry, and no word of a token', async () => {
  const token = await azure.tokenOf(owner)
  const secret = 'Sesame-open-17'
  const properties = {
    type: 'SelfHosted',
    typeProperties: { linkedInfo: { authorizationType: 'Key', key: { type: 'SecureString', value: secret } } },
  }
  await news()

  await azure.send('PUT', runtimeUrl.replace('Runtime-1', 'Linked-1'), { body: { properties }, token })
  await azure.send('PUT', runtimeUrl, {
    body: { properties: { type: 'SelfHosted', description: secret } },
    query: `api-version=2018-06-01&code=${secret}`,
    headers: { 'x-secret': secret },
    token,
  })
  const keys = await azure.listAuthKeys()

  const told = JSON.stringify(await news())
  assert.match(told, /"operationName":"Microsoft.DataFactory\/factories\/integrationruntimes\/write"/)
  for (const hidden of [secret, token.slice(0, 40), token.split('.')[2] ?? '', ...Object.values<string>(keys)]) {
    assert.ok(!told.includes(hidden))
  }
  for (const key of Object.values<string>(keys)) assert.ok(!told.includes(key.slice(-44)))
})

test('an id that a client makes too long is cut', async () => {
  await news()

  await azure.send('POST', `${runtimeUrl}/listAuthKeys`, { headers: { 'x-ms-client-request-id': 'x'.repeat(5000) } })

  const [entry] = await news()
  assert.equal(entry?.clientRequestId, 'x'.repeat(128))
})

test('roles that are given and taken away are told at the scope that they are given at', async () => {
  const id = 'bbbbbbbb-0000-0000-0000-000000000001'
  const at = (scope: string) => `${scope}/providers/Microsoft.Authorization/roleAssignments/${id}`
  const properties = {
    principalId: nobody.objectId,
    roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${roleIds.Reader}`,
  }
  await news()

  await azure.send('PUT', at(runtimeUrl), { body: { properties } })
  await azure.send('DELETE', at(runtimeUrl))
  await azure.send('PUT', at(''), { body: { properties } })
  await azure.send('DELETE', at(''))

  const told = await news()
  assert.deepEqual(
    told.map(({ chain, operationName, resourceId }) => [chain, operationName.split('/').at(-1), resourceId]),
    [
      [factoryChain, 'write', at(runtimeUrl)],
      [factoryChain, 'delete', at(runtimeUrl)],
      [`/tenants/${tenantId}`, 'write', at('')],
      [`/tenants/${tenantId}`, 'delete', at('')],
    ],
  )
})
