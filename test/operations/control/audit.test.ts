import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { AuditEntry } from '../../../src/core/audit/auditEntry.ts'
import { auditPrivateKey } from '../../../src/core/audit/auditPrivateKey.ts'
import { openAuditPublicKey } from '../../../src/core/audit/auditPublicKey.ts'
import { forgetOldRecords } from '../../../src/core/audit/forgetOldRecords.ts'
import type { ChainSpan } from '../../../src/core/audit/manifest.ts'
import { openManifest } from '../../../src/core/audit/manifest.ts'
import { openServerSecret } from '../../../src/core/serverSecret.ts'
import { auditManifest } from '../../../src/operations/control/auditManifest.ts'
import { auditPublicKey } from '../../../src/operations/control/auditPublicKey.ts'
import { auditRecords } from '../../../src/operations/control/auditRecords.ts'
import { assertReply } from '../../support/assertReply.ts'
import { giveRole } from '../../support/giveRole.ts'
import { factoryUrl, nobody, origin, owner, subscriptionUrl, tenantId } from '../../support/known.ts'
import type { Service } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'
import { otherTenantId, twoTenants } from '../../support/twoTenants.ts'

const control = '/providers/Lazulite.Control'
const tenantChain = `/tenants/${tenantId}`
const factoryChain = factoryUrl.toLowerCase()

const recordsOf = (azure: Service, chain: string, more = '') =>
  azure.send('GET', `${control}/auditRecords`, {
    query: `api-version=2018-06-01&chain=${encodeURIComponent(chain)}${more}`,
  })

const manifestOf = async (azure: Service) => {
  const key = await azure.send('GET', `${control}/auditPublicKey`)
  const reply = await azure.send('GET', `${control}/auditManifest`)
  assertReply(auditPublicKey, key)
  assertReply(auditManifest, reply)
  const publicKey = openAuditPublicKey(key.body.publicKey) ?? assert.fail()
  const manifest = openManifest(Buffer.from(reply.body.manifest), publicKey) ?? assert.fail('not signed by that key')
  return { manifest, checkpoints: reply.body.checkpoints }
}

const spanOf = (chains: readonly ChainSpan[], chain: string): ChainSpan =>
  chains.find((one) => one.chain === chain) ?? assert.fail(chain)

test('the manifest has every chain of the tenant, signed by the key that is shown', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await azure.regenerateAuthKey('authKey1')

  const { manifest, checkpoints } = await manifestOf(azure)

  assert.deepEqual(checkpoints, [])
  assert.equal(manifest.tenantId, tenantId)
  assert.deepEqual(
    manifest.chains.map(({ chain, first, last }) => ({ chain, first, last })),
    [
      { chain: factoryChain, first: 1, last: 3 },
      { chain: tenantChain, first: 1, last: 1 },
    ],
  )
  const { body } = await recordsOf(azure, factoryChain)
  assert.equal(JSON.parse(body.value.at(-1)).hash, spanOf(manifest.chains, factoryChain).hash)
})

test('the records of a chain come by number, in pages of a thousand, or of fewer where fewer are wanted', async (t) => {
  const azure = await startService(t, { pageSize: 10 })
  await azure.givenARuntime()
  await Promise.all(Array.from({ length: 1100 }, () => azure.listAuthKeys()))
  const numbers = ({ value }: { value: string[] }): number[] => value.map((line) => JSON.parse(line).number)

  const first = await recordsOf(azure, factoryChain)
  const second = await azure.send('GET', first.body.nextLink.replace(origin, ''), { query: '' })
  const few = await recordsOf(azure, factoryChain, '&$top=3')

  for (const reply of [first, second, few]) assertReply(auditRecords, reply)
  assert.equal(first.body.value.length, 1000)
  assert.deepEqual(
    [...numbers(first.body), ...numbers(second.body)],
    Array.from({ length: 1102 }, (_, index) => index + 1),
  )
  assert.equal(second.body.nextLink, undefined)
  assert.deepEqual(numbers(few.body), [1, 2, 3])
})

test('where the beginning of a chain was forgotten, its checkpoint is told, and the records behind it', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await azure.regenerateAuthKey('authKey1')
  const privateKey = auditPrivateKey(await openServerSecret(azure.store, 'audit', { randomBytes }))
  azure.skip(3 * 86_400_000)
  await azure.send('POST', `${factoryUrl}/integrationRuntimes/Runtime-1/listAuthKeys`, {
    token: await azure.tokenOf(owner),
  })
  await forgetOldRecords(azure.store, { days: 2, effects: { now: azure.now, newId: randomUUID }, privateKey })

  const { manifest, checkpoints } = await manifestOf(azure)

  assert.equal(checkpoints.length, 2)
  const { chain, number } = JSON.parse(checkpoints[0]).checkpoint
  assert.deepEqual([chain, number], [factoryChain, 3])
  assert.deepEqual(spanOf(manifest.chains, tenantChain).first, 2)
  const { body } = await recordsOf(azure, factoryChain)
  assert.deepEqual(
    body.value.map((line: string) => JSON.parse(line).number),
    [4],
  )
  const told = (await recordsOf(azure, tenantChain)).body.value.map((line: string) => JSON.parse(line))
  assert.deepEqual(
    told.map(({ number, entry }: { number: number; entry: AuditEntry }) => [number, entry.resourceId, entry.forgotten]),
    [
      [2, factoryChain, { first: 1, last: 3 }],
      [3, tenantChain, { first: 1, last: 1 }],
    ],
  )
})

test('a chain must be named, and be one of the tenant', async (t) => {
  const azure = await startService(t, { world: twoTenants })
  await azure.givenAFactory()
  await azure.store.change((tx) =>
    tx.addAuditRecord({
      chain: `/tenants/${otherTenantId}`,
      number: 1,
      hash: '0'.repeat(64),
      line: 'theirs',
      entry: {
        id: '1',
        time: new Date().toISOString(),
        tenantId: otherTenantId,
        subscriptionId: undefined,
        caller: { kind: 'server', objectId: '', name: '' },
        address: undefined,
        correlationId: '',
        clientRequestId: undefined,
        method: 'POST',
        operationName: '',
        resourceId: '',
        outcome: 'Succeeded',
        status: 200,
        code: undefined,
        authKeys: [],
      },
    }),
  )

  const none = await azure.send('GET', `${control}/auditRecords`)
  const empty = await recordsOf(azure, '')
  const unknown = await recordsOf(azure, '/tenants/none')
  const theirs = await recordsOf(azure, `/tenants/${otherTenantId}`)

  for (const { status, body } of [none, empty]) {
    assert.equal(status, 400)
    assert.deepEqual(body.error, {
      code: 'InvalidRequestUri',
      message: 'The chain query parameter (&chain=) is required.',
    })
  }
  assert.equal(unknown.status, 404)
  assert.equal(theirs.status, 404)
  assert.equal(theirs.body.error.message, unknown.body.error.message.replace('none', otherTenantId))
  const { manifest } = await manifestOf(azure)
  assert.deepEqual(
    manifest.chains.map(({ chain }) => chain),
    [factoryChain, tenantChain],
  )
})

test('whoever has all of a subscription, and nothing of the tenant, gets none of it', async (t) => {
  const azure = await startService(t)
  await giveRole(azure, { principalId: nobody.objectId, scope: subscriptionUrl, role: 'Owner' })
  const token = await azure.tokenOf(nobody)

  for (const name of ['auditManifest', 'auditPublicKey', 'auditRecords']) {
    assert.equal((await azure.send('GET', `${control}/${name}`, { token })).status, 403, name)
  }
  assert.equal((await azure.send('POST', `${control}/keyring/rotate`, { token })).status, 403)
})
