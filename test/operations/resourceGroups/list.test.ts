import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { giveRole } from '../../support/giveRole.ts'
import { factoryUrl, subscriptionUrl } from '../../support/known.ts'
import { readPages } from '../../support/readPages.ts'
import { shareService } from '../../support/shareService.ts'
import { bareSubscriptionId, twoTenants } from '../../support/twoTenants.ts'

const version = '2021-04-01'
const groupsUrl = `${subscriptionUrl}/resourceGroups`
const bareGroupsUrl = `/subscriptions/${bareSubscriptionId}/resourceGroups`
const azure = await shareService({ world: twoTenants })
await azure.givenAFactory()
for (const url of [groupsUrl, bareGroupsUrl]) {
  for (const name of ['Alpha', 'beta', 'Gamma', 'alphabet']) {
    await azure.send('PUT', `${url}/${name}`, { body: { location: 'eastus' }, query: `api-version=${version}` })
  }
}

/** A token of somebody who has a role at some scopes, and nowhere else. */
const somebodyAt = async (...scopes: string[]): Promise<string> => {
  const objectId = randomUUID()
  for (const scope of scopes) await giveRole(azure, { principalId: objectId, role: 'Reader', scope })
  return azure.tokenOf({ clientId: randomUUID(), objectId })
}

const namesFor = async (token: string, query = '', url = groupsUrl): Promise<string[][]> => {
  const pages = await readPages(azure, url, { version, query, token })
  return pages.map(({ value }) => value.map(({ name }: { name: string }) => name))
}

test('whoever may read some groups alone is shown these, page by page and by name', async () => {
  const token = await somebodyAt(`${groupsUrl}/gamma`, `${groupsUrl}/ALPHA`, `${bareGroupsUrl}/beta`)

  assert.deepEqual(await namesFor(token), [['Alpha', 'Gamma']])
  assert.deepEqual(await namesFor(token, '$top=1'), [['Alpha'], ['Gamma']])
  assert.deepEqual(await namesFor(token, '', bareGroupsUrl), [['beta']])
})

test('a group is shown once, however many roles let it be read', async () => {
  const twice = await somebodyAt(`${groupsUrl}/beta`, `${groupsUrl}/Beta/`)

  assert.deepEqual(await namesFor(twice), [['beta']])
})

test('whoever may read the subscription is shown every group', async () => {
  const token = await somebodyAt(bareGroupsUrl.replace('/resourceGroups', ''), `${bareGroupsUrl}/beta`)

  assert.deepEqual(await namesFor(token, '', bareGroupsUrl), [['Alpha', 'alphabet', 'beta', 'Gamma']])
})

test('a role within a group, or at one that is not there, shows no group', async () => {
  assert.deepEqual(await namesFor(await somebodyAt(factoryUrl)), [[]])
  assert.deepEqual(await namesFor(await somebodyAt(`${groupsUrl}/missing`)), [[]])
})

test('a role in one subscription opens no other', async () => {
  const token = await somebodyAt(`${bareGroupsUrl}/beta`)

  const { status, body } = await azure.send('GET', groupsUrl, { token, query: `api-version=${version}` })

  assert.deepEqual([status, body.error.code], [403, 'AuthorizationFailed'])
})
