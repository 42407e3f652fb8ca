import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { parseRecordLine } from '../../src/core/audit/chainRecord.ts'
import { tenantChain } from '../../src/core/audit/recordEntry.ts'
import { giveRole } from '../support/giveRole.ts'
import { nobody, reader, runtimeUrl, tenantId } from '../support/known.ts'
import { fileOf } from '../support/openTemporaryStore.ts'
import { quotaHeaders } from '../support/standardHeaders.ts'
import { startService } from '../support/startService.ts'
import { otherTenantId, twoTenants } from '../support/twoTenants.ts'
import { eventually, nodesOn } from './support.ts'

const started = async (t: Parameters<typeof startService>[0], options: Parameters<typeof startService>[1] = {}) => {
  const azure = await startService(t, options)
  await azure.givenARuntime()
  return { azure, keys: await azure.listAuthKeys(), ...nodesOn(azure) }
}

const id = runtimeUrl.replace('integrationRuntimes', 'integrationruntimes')

test('a current key is valid, and is told of', async (t) => {
  const { keys, verify } = await started(t)

  const { status, body } = await verify(keys.authKey2)

  assert.equal(status, 200)
  const { createTime, ...told } = body
  assert.deepEqual(told, { isValid: true, integrationRuntimeId: id, keyName: 'authKey2', generation: 1 })
  assert.ok(Math.abs(Date.parse(createTime) - Date.now()) < 60_000)
})

test('a superseded key is not valid from the instant of the rotation, and is told of, too', async (t) => {
  const { azure, keys, verify } = await started(t)
  await azure.regenerateAuthKey('authKey1')

  const { status, body } = await verify(keys.authKey1)

  assert.equal(status, 200)
  const { createTime, supersededTime, ...told } = body
  assert.deepEqual(told, {
    isValid: false,
    integrationRuntimeId: id,
    keyName: 'authKey1',
    generation: 1,
    supersededByGeneration: 2,
  })
  assert.ok(Date.parse(supersededTime) >= Date.parse(createTime))
})

test('an unknown key, one of a runtime out of reach, broken or not, and one of another tenant are told apart by nobody', async (t) => {
  const { azure, keys, verify } = await started(t, { world: twoTenants })
  await giveRole(azure, { principalId: nobody.objectId, scope: `${runtimeUrl}-other` })
  const foreigner = { principalId: nobody.objectId, scope: '/', tenantId: otherTenantId }
  await giveRole(azure, { ...foreigner, id: 'aaaaaaaa-0000-0000-0000-00000000000b' })

  const elsewhere = await verify(keys.authKey1, await azure.tokenOf(nobody))
  const unknown = await verify(`${keys.authKey1.slice(0, -4)}AAA=`)
  const otherTenant = await verify(
    keys.authKey1,
    await azure.tokenOf(nobody, { tid: otherTenantId, iss: `https://localhost:8443/${otherTenantId}/v2.0` }),
  )

  using db = new DatabaseSync(fileOf(azure.store))
  db.exec("update auth_key_generations set sealed = 'x' where name = 'authKey1'")
  const broken = await verify(keys.authKey1, await azure.tokenOf(nobody))

  for (const { status, body } of [elsewhere, unknown, otherTenant, broken]) {
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(body, { isValid: false })
  }
})

test('who may ask about no key at all is refused, and the audit of the tenant tells it once', async (t) => {
  const { azure, keys, verify } = await started(t)

  const refused = await verify(keys.authKey1, await azure.tokenOf(reader))
  const allowed = await verify(keys.authKey1)

  assert.equal(refused.status, 403)
  assert.equal(refused.body.error.code, 'AuthorizationFailed')
  assert.match(
    refused.body.error.message,
    /'Microsoft\.DataFactory\/factories\/integrationruntimes\/verifyAuthKey\/action'/,
  )
  assert.equal(allowed.status, 200)
  const lines = await azure.store.read((tx) => tx.listAuditLines(tenantChain(tenantId), { after: 0, limit: 1000 }))
  const told = lines
    .map((line) => parseRecordLine(line).entry)
    .filter((entry) => /verifyAuthKey/.test(entry.operationName))
  assert.deepEqual(
    told.map(({ caller, outcome, status, code }) => ({ caller, outcome, status, code })),
    [
      {
        caller: { kind: 'principal', objectId: reader.objectId, name: reader.clientId },
        outcome: 'Failed',
        status: 403,
        code: 'AuthorizationFailed',
      },
    ],
  )
})

test('without a token, or with a bad one, nobody learns anything', async (t) => {
  const { keys, post } = await started(t)

  const missing = await post('keys/verify', { authKey: keys.authKey1 })
  const bad = await post('keys/verify', { authKey: keys.authKey1 }, { authorization: 'Bearer x' })

  assert.equal(missing.status, 401)
  assert.equal(missing.body.error.code, 'AuthenticationFailed')
  assert.match(
    String(missing.headers['www-authenticate']),
    /^Bearer authorization_uri="https:\/\/localhost:8443\/common"/,
  )
  assert.equal(bad.status, 401)
  assert.equal(bad.body.error.code, 'InvalidAuthenticationToken')
})

test('each time that a key is shown counts as a use, also of one that is superseded', async (t) => {
  const { azure, keys, verify, register } = await started(t)
  const uid = keys.authKey1.split('@')[1]
  const fingerprint = (await azure.store.read((tx) => tx.listAuthKeys(uid)))[0]?.fingerprint ?? ''
  await verify(keys.authKey1)
  await azure.regenerateAuthKey('authKey1')

  await verify(keys.authKey1)
  await register(keys.authKey1)

  const key = await eventually(async () => {
    const found = await azure.store.read((tx) => tx.findAuthKeyBy(uid, fingerprint))
    return found && found.uses >= 3 ? found : undefined
  })
  assert.equal(key.uses, 3)
  assert.ok(Date.parse(key.lastUsedTime ?? '') >= Date.parse(key.supersededTime ?? ''))
})

test('it costs the caller a write of the tenant’s quota, and is refused when that is used up', async (t) => {
  const { azure, keys, verify } = await started(t, { throttle: 'bucket' })

  const { headers } = await verify(keys.authKey1)
  const token = await azure.tokenOf(reader)
  const replies = await Promise.all(Array.from({ length: 250 }, () => verify('x', token)))

  assert.deepEqual(quotaHeaders(headers), ['tenant-writes', 'tenant-global-writes'])
  const throttled = replies.find(({ status }) => status === 429)
  assert.equal(throttled?.body.error.code, 'TenantRequestsThrottled')
  assert.ok(throttled?.headers['retry-after'])
})

test('who tries keys is refused for a while', async (t) => {
  const { keys, verify } = await started(t)
  const wrong = `${keys.authKey1.slice(0, -4)}AAA=`

  for (let count = 0; count < 10; count += 1) assert.deepEqual((await verify(wrong)).body, { isValid: false })
  const refused = await verify(wrong)

  assert.equal(refused.status, 429)
  assert.equal(refused.body.error.code, 'TooManyAttempts')
  assert.match(String(refused.headers['retry-after']), /^(5\d|60)$/)
  assert.equal((await verify(keys.authKey1)).body.isValid, true, 'a right one is no guess')
})
