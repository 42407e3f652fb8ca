import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashOf, newChain, parseRecordLine } from '../../src/core/audit/chainRecord.ts'
import { auditOf } from '../support/auditReader.ts'
import { factoryUrl, groupUrl, runtimeUrl, tenantId } from '../support/known.ts'
import type { Service } from '../support/shareService.ts'
import { startService } from '../support/startService.ts'
import { otherTenantId, twoTenants } from '../support/twoTenants.ts'

const factoryChain = factoryUrl.toLowerCase()
const tenantChain = `/tenants/${tenantId}`

/** What a chain has, by the last word of the deed; that each record follows on the one before it is looked at. */
const deedsOf = async ({ store }: Service, chain: string): Promise<string[]> => {
  const lines = await store.read((tx) => tx.listAuditLines(chain, { after: 0, limit: 1_000_000 }))
  let before = newChain(chain)
  for (const line of lines) {
    const { number, hash, previous } = parseRecordLine(line)
    assert.deepEqual([number, previous], [before.number + 1, before.hash])
    assert.equal(hashOf(line.slice(line.indexOf('"chain"'))), hash)
    before = { chain, number, hash }
  }
  const head = await store.read((tx) => tx.findChainHead(chain))
  assert.deepEqual([head?.number, head?.hash], [before.number, before.hash])
  return lines.map((line) => parseRecordLine(line).entry.operationName.split('/').slice(2).join('/'))
}

test('the chain of a factory begins with its making, ends with its deletion, and goes on when it is made again', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()

  await azure.send('DELETE', factoryUrl)
  await azure.send('DELETE', factoryUrl)
  await azure.givenAFactory()
  await azure.send('PATCH', factoryUrl.toUpperCase(), { body: { tags: {} } })

  assert.deepEqual(await deedsOf(azure, factoryChain), [
    'write',
    'integrationruntimes/write',
    'delete',
    'write',
    'write',
  ])
  assert.deepEqual(await deedsOf(azure, tenantChain), ['resourceGroups/write', 'delete', 'resourceGroups/write'])
})

test('what is refused in a factory that is not there is told in the chain of the tenant', async (t) => {
  const azure = await startService(t)
  const token = await azure.tokenOf({ clientId: 'somebody', objectId: '99999999-9999-9999-9999-99999999999f' })
  await azure.givenAGroup()

  assert.equal((await azure.send('POST', `${runtimeUrl}/listAuthKeys`, { token })).status, 403)

  assert.equal(await azure.store.read((tx) => tx.findChainHead(factoryChain)), undefined)
  const { chain, caller } = (await auditOf(azure)).at(-1) ?? assert.fail()
  assert.deepEqual([chain, caller.name], [tenantChain, 'somebody'])
})

test('a group that is deleted with its factories is told once, in the chain of the tenant', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()

  assert.equal((await azure.send('DELETE', groupUrl)).status, 202)

  assert.deepEqual((await deedsOf(azure, tenantChain)).at(-1), 'resourceGroups/delete')
  assert.equal((await deedsOf(azure, factoryChain)).length, 2)
})

test('however much happens at once in many factories, every chain is whole and each deed once in it', async (t) => {
  const azure = await startService(t)
  await azure.givenAGroup()
  const factories = ['Many-1', 'Many-2', 'Many-3']
  const urlOf = (name: string) => factoryUrl.replace('Factory-1', name)
  for (const name of factories) {
    await azure.send('PUT', urlOf(name), { body: { location: 'eastus' } })
    const url = `${urlOf(name)}/integrationRuntimes/Runtime-1`
    await azure.send('PUT', url, { body: { properties: { type: 'SelfHosted' } } })
  }

  const each = 400
  const replies = await Promise.all(
    Array.from({ length: each * factories.length }, (_, index) =>
      azure.send(
        'POST',
        `${urlOf(factories[index % factories.length] ?? '')}/integrationRuntimes/Runtime-1/regenerateAuthKey`,
        {
          body: { keyName: index % 2 ? 'authKey1' : 'authKey2' },
        },
      ),
    ),
  )

  assert.ok(replies.every(({ status }) => status === 200))
  for (const name of factories) {
    const deeds = await deedsOf(azure, urlOf(name).toLowerCase())
    assert.equal(deeds.filter((deed) => deed === 'integrationruntimes/regenerateauthkey/action').length, each)
    assert.equal(deeds.length, each + 2)
  }
})

test('a fresh world has told nothing: it is what the store begins with', async (t) => {
  const azure = await startService(t, { world: twoTenants })

  assert.deepEqual(await auditOf(azure), [])
  assert.deepEqual(await auditOf(azure, { tenantId: otherTenantId }), [])
})
