import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupUrl, nobody, roleIds, runtimeUrl, subscriptionUrl } from '../../support/known.ts'
import { assignmentUrl, definitionUrl, givenAssignment, givenRole } from '../../support/roles.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
await azure.givenARuntime()
await azure.send('PUT', `${groupUrl}2`, { body: { location: 'eastus' } })

for (const by of ['/', subscriptionUrl, groupUrl, runtimeUrl]) {
  test(`a role of a group is deleted at ${by} with 200 and what it was, and again with 204`, async () => {
    const url = await givenRole(azure, { url: definitionUrl(groupUrl), scopes: [groupUrl] })
    const at = definitionUrl(by, url.split('/').at(-1))
    const { body: before } = await azure.send('GET', at)

    const [first, second] = [await azure.send('DELETE', at.toUpperCase()), await azure.send('DELETE', at)]

    assert.equal(first.status, 200)
    assert.deepEqual(first.body.properties, before.properties)
    assert.equal(second.status, 204)
    assert.equal((await azure.send('GET', url)).status, 404)
  })
}

test('beside its scopes there is nothing to delete', async () => {
  const url = await givenRole(azure, { url: definitionUrl(groupUrl), scopes: [groupUrl] })

  const { status } = await azure.send('DELETE', definitionUrl(`${groupUrl}2`, url.split('/').at(-1)))

  assert.equal(status, 204)
  assert.equal((await azure.send('GET', url)).status, 200)
})

test('a role that somebody has stays, in the words of Azure', async () => {
  const url = await givenRole(azure, { url: definitionUrl(groupUrl), scopes: [groupUrl] })
  const assignment = { url: assignmentUrl(runtimeUrl), role: url, principalId: nobody.objectId }
  await givenAssignment(azure, assignment)

  const refused = await azure.send('DELETE', url)
  await azure.send('DELETE', assignment.url)

  assert.equal(refused.status, 400)
  assert.deepEqual(refused.body.error, {
    code: 'RoleDefinitionHasAssignments',
    message: 'There are existing role assignments referencing role.',
  })
  assert.equal((await azure.send('DELETE', url)).status, 200)
})

test('what is Azure’s own is not deleted', async () => {
  const { status, body } = await azure.send('DELETE', definitionUrl('/', roleIds.Owner))

  assert.equal(status, 400)
  assert.match(body.error.message, /The role 'Owner' is one of Azure's own/)
})
