import assert from 'node:assert/strict'
import { test } from 'node:test'
import { issuerOf } from '../../../src/core/token.ts'
import { nobody, origin, owner, reader, subscriptionId, subscriptionUrl, tenantId } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'
import { bareSubscriptionId, groupOwner, otherTenantId, twoTenants } from '../../support/twoTenants.ts'

const azure = await shareService({ world: twoTenants })
const sample = '12345678-1234-1234-1234-12345678abc'
const list = async (token: string) => {
  const { status, body } = await azure.send('GET', '/subscriptions', { token, query: 'api-version=2022-12-01' })
  assert.equal(status, 200)
  return body.value
}
const idsOf = async (principal: typeof nobody): Promise<string[]> =>
  (await list(await azure.tokenOf(principal))).map((one: { subscriptionId: string }) => one.subscriptionId).toSorted()

test('a subscription is shown as az reads it, in a list and alone', async () => {
  const expected = {
    id: subscriptionUrl,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId,
    tenantId,
    displayName: 'Lazulite',
    state: 'Enabled',
  }

  const listed = await list(await azure.tokenOf(owner))
  const { body: alone } = await azure.send('GET', subscriptionUrl)

  assert.deepEqual(
    listed.find((one: { id: string }) => one.id === expected.id),
    expected,
  )
  assert.deepEqual(alone, expected)
})

test('whoever has a role above, in or within a subscription sees it, and nobody else', async () => {
  const all = [subscriptionId, bareSubscriptionId, sample].toSorted()

  assert.deepEqual(await idsOf(owner), all)
  assert.deepEqual(await idsOf(reader), all)
  assert.deepEqual(await idsOf(groupOwner), [subscriptionId])
  assert.deepEqual(await idsOf(nobody), [])
})

test('nobody sees the subscriptions of another tenant, whatever the role', async () => {
  const token = await azure.tokenOf(nobody, { tid: otherTenantId, iss: issuerOf(origin, otherTenantId) })

  assert.deepEqual(await list(token), [])
})

test('the subscription of the documentation’s sample is found though its id is a digit short', async () => {
  assert.equal((await azure.send('GET', `/subscriptions/${sample.toUpperCase()}`)).body.subscriptionId, sample)
})

test('each caller sees the own tenant and no other', async () => {
  const tenants = async (token: string) => (await azure.send('GET', '/tenants', { token })).body
  const theirs = await azure.tokenOf(nobody, { tid: otherTenantId, iss: issuerOf(origin, otherTenantId) })

  assert.deepEqual(await tenants(await azure.tokenOf(nobody)), {
    value: [
      {
        id: `/tenants/${tenantId}`,
        tenantId,
        displayName: 'Lazulite',
        defaultDomain: 'lazulite.local',
        tenantCategory: 'Home',
      },
    ],
  })
  assert.deepEqual(
    (await tenants(theirs)).value.map((one: { tenantId: string }) => one.tenantId),
    [otherTenantId],
  )
})
