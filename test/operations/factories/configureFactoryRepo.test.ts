import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configureFactoryRepo } from '../../../src/operations/factories/configureFactoryRepo.ts'
import { assertReply } from '../../support/assertReply.ts'
import { giveRole } from '../../support/giveRole.ts'
import { factoryUrl, groupUrl, nobody, subscriptionId } from '../../support/known.ts'
import { type Service, shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'
import { otherSubscriptionId } from '../../support/twoTenants.ts'

const locationUrl = (location: string): string =>
  `/subscriptions/${subscriptionId}/providers/Microsoft.DataFactory/locations/${location}`

/** With the empty texts that az sends. */
const repoConfiguration = {
  type: 'FactoryVSTSConfiguration',
  accountName: 'orchard',
  repositoryName: 'pears',
  collaborationBranch: 'main',
  rootFolder: '/factory',
  lastCommitId: '',
  projectName: 'fruit',
  tenantId: '',
}
const right = { factoryResourceId: factoryUrl, repoConfiguration }

interface Sent {
  readonly location?: string
  readonly token?: string
}
const configure = (azure: Service, body: object = right, { location = 'eastus', token }: Sent = {}) =>
  azure.send('POST', `${locationUrl(location)}/configureFactoryRepo`, { body, ...(token && { token }) })

test('the answer is the factory with its repository, in the order that was recorded, and a new etag', async (t) => {
  const azure = await startService(t)
  await azure.givenAGroup()
  const created = { location: 'eastus', properties: { encryption: { keyName: 'k' } }, tags: { colour: 'blue' } }
  const { body: before } = await azure.send('PUT', factoryUrl, { body: created })

  const reply = await configure(azure)

  assert.equal(reply.status, 200)
  assertReply(configureFactoryRepo, reply)
  const { provisioningState, createTime, version, encryption } = before.properties
  assert.equal(
    JSON.stringify(reply.body),
    JSON.stringify({
      ...before,
      properties: { provisioningState, createTime, version, repoConfiguration, encryption },
      eTag: reply.body.eTag,
    }),
  )
  assert.notEqual(reply.body.eTag, before.eTag)
  const { factoryStatistics: _, ...properties } = (await azure.send('GET', factoryUrl)).body.properties
  assert.deepEqual(properties, reply.body.properties, 'what was answered is what was kept')
})

test('another repository takes its place, and null takes it away', async (t) => {
  const azure = await startService(t)
  await azure.givenAFactory()
  await configure(azure)
  const gitHub = {
    type: 'FactoryGitHubConfiguration',
    accountName: 'other',
    repositoryName: 'repo',
    collaborationBranch: 'main',
    rootFolder: '/adf',
  }

  const other = await configure(azure, { ...right, repoConfiguration: gitHub })
  const none = await configure(azure, { ...right, repoConfiguration: null })

  assert.deepEqual(other.body.properties.repoConfiguration, gitHub)
  assert.ok(!('repoConfiguration' in none.body.properties))
  assert.notEqual(none.body.eTag, other.body.eTag)
})

test('ids and locations are one whatever their letter case and spaces', async (t) => {
  const azure = await startService(t)
  await azure.givenAFactory()

  const spelt = await configure(
    azure,
    { ...right, factoryResourceId: factoryUrl.toUpperCase() },
    { location: 'East%20US' },
  )

  assert.equal(spelt.status, 200)
  assert.equal(spelt.body.name, 'Factory-1')
})

test('who may configure repositories, but not write the factory, is refused in the words of Azure', async (t) => {
  const azure = await startService(t)
  await azure.givenAFactory()
  await giveRole(azure, { role: 'Owner', principalId: nobody.objectId, scope: locationUrl('eastus') })
  const token = await azure.tokenOf(nobody)

  const there = await configure(azure, right, { token })
  const missing = await configure(azure, { ...right, factoryResourceId: `${factoryUrl}0` }, { token })

  for (const [{ status, body }, factoryId] of [
    [there, factoryUrl],
    [missing, `${factoryUrl}0`],
  ] as const) {
    assert.equal(status, 403, 'the same whether it is there or not')
    assert.deepEqual(body.error, {
      code: 'LinkedAuthorizationFailed',
      message:
        `The client '${nobody.clientId}' with object id '${nobody.objectId}' has permission to perform action ` +
        `'Microsoft.DataFactory/locations/configureFactoryRepo/action' on scope '${locationUrl('eastus')}'; however, it ` +
        `does not have permission to perform action 'Microsoft.DataFactory/factories/write' on the linked scope(s) ` +
        `'${factoryId}' or the linked scope(s) are invalid.`,
    })
  }
  assert.ok(!('repoConfiguration' in (await azure.send('GET', factoryUrl)).body.properties))
})

test('who may write the factory, but not configure repositories, is refused by the gateway', async (t) => {
  const azure = await startService(t)
  await azure.givenAFactory()
  await giveRole(azure, { role: 'Data Factory Contributor', principalId: nobody.objectId, scope: groupUrl })

  const { status, body } = await configure(azure, right, { token: await azure.tokenOf(nobody) })

  assert.equal(status, 403)
  assert.equal(body.error.code, 'AuthorizationFailed')
})

test('who may do both need not have a role of the whole subscription', async (t) => {
  const azure = await startService(t)
  await azure.givenAFactory()
  await giveRole(azure, { role: 'Owner', principalId: nobody.objectId, scope: locationUrl('eastus') })
  await giveRole(azure, { role: 'Data Factory Contributor', principalId: nobody.objectId, scope: factoryUrl })

  assert.equal((await configure(azure, right, { token: await azure.tokenOf(nobody) })).status, 200)
})

const shared = await shareService()
await shared.givenAFactory()

test('a factory that is not there is told in the words of the gateway', async () => {
  const { status, body } = await configure(shared, {
    ...right,
    factoryResourceId: factoryUrl.replace('Factory-1', 'Missing'),
  })

  assert.equal(status, 404)
  assert.equal(body.error.code, 'ResourceNotFound')
  assert.match(
    body.error.message,
    /^The Resource 'Microsoft.DataFactory\/factories\/Missing' under resource group 'rg' was not found\./,
  )
})

test('a factory is configured at its own location alone', async () => {
  const { status, body } = await configure(shared, right, { location: 'westus' })

  assert.equal(status, 400)
  assert.equal(
    body.error.message,
    "The factory 'Factory-1' lies in 'eastus', and not in the location that the URL names.",
  )
})

const inOtherSubscription = factoryUrl.replace(subscriptionId, otherSubscriptionId)
for (const [wrong, words] of [
  [{ factoryResourceId: undefined }, /factoryResourceId is required/],
  [{ factoryResourceId: null }, /factoryResourceId must be a text/],
  [{ factoryResourceId: 'Factory-1' }, /^factoryResourceId must be the resource id of a data factory\.$/],
  [{ factoryResourceId: groupUrl }, /^factoryResourceId must be the resource id of a data factory\.$/],
  [{ factoryResourceId: `${factoryUrl}/` }, /^factoryResourceId must be the resource id of a data factory\.$/],
  [{ factoryResourceId: `${factoryUrl}--` }, /^factoryResourceId must be the resource id of a data factory/],
  [{ factoryResourceId: inOtherSubscription }, /^factoryResourceId must be in the subscription that the URL names\.$/],
  [{ repoConfiguration: undefined }, /repoConfiguration is required/],
  [{ repoConfiguration: { ...repoConfiguration, type: 'Other' } }, /repoConfiguration\.type must be/],
  [{ repoConfiguration: { ...repoConfiguration, rootFolder: 1 } }, /repoConfiguration\.rootFolder must be a text/],
  [
    { repoConfiguration: { ...repoConfiguration, projectName: undefined } },
    /repoConfiguration\.projectName is required/,
  ],
] as const) {
  test(`a body with ${JSON.stringify(wrong).slice(0, 80)} is refused, and the factory stays as it was`, async () => {
    const { body: before } = await shared.send('GET', factoryUrl)

    const { status, body } = await configure(shared, { ...right, ...wrong })

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
    assert.match(body.error.message, words)
    assert.deepEqual((await shared.send('GET', factoryUrl)).body, before)
  })
}

test('what was answered can be sent back without losing a secret', async () => {
  const hostName = { type: 'SecureString', value: 'in the clear' }
  await configure(shared, { ...right, repoConfiguration: { ...repoConfiguration, hidden: hostName } })
  const { properties } = (await shared.send('GET', factoryUrl)).body
  assert.notEqual(properties.repoConfiguration.hidden.value, hostName.value)

  await configure(shared, { ...right, repoConfiguration: properties.repoConfiguration })

  const id = { subscriptionId, resourceGroupName: 'rg', factoryName: 'Factory-1' }
  const kept = await shared.store.read((tx) => tx.findFactory(id))
  assert.deepEqual(kept?.properties.repoConfiguration, { ...repoConfiguration, hidden: hostName })
})
