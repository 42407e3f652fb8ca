import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupUrl, nobody, runtimeUrl, subscriptionUrl } from '../../support/known.ts'
import { assignmentsUrl, assignmentUrl, givenAssignment } from '../../support/roles.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
await azure.givenARuntime()
const principalId = nobody.objectId

test('an assignment is found at its own scope, whatever the letter case, and at no other', async () => {
  const url = await givenAssignment(azure, { url: assignmentUrl(groupUrl), principalId })
  const name = url.split('/').at(-1) ?? ''

  assert.equal((await azure.send('GET', url.toUpperCase())).status, 200)
  for (const scope of ['/', subscriptionUrl, runtimeUrl]) {
    const { status, body } = await azure.send('GET', assignmentUrl(scope, name))
    assert.equal(status, 404, scope)
    assert.deepEqual(body.error, {
      code: 'RoleAssignmentNotFound',
      message: `The role assignment '${name.replaceAll('-', '')}' is not found.`,
    })
  }
})

test('what a fresh folder began with is shown with nobody as its maker', async () => {
  const { body } = await azure.send('GET', assignmentsUrl('/'), {
    query: `api-version=2022-04-01&$filter=${encodeURIComponent("principalId eq '44444444-4444-4444-4444-00000000000a'")}`,
  })

  const [{ properties, name }] = body.value
  assert.equal(properties.createdBy, null)
  assert.equal(properties.updatedBy, null)
  assert.equal((await azure.send('GET', assignmentUrl('/', name))).status, 200)
})

for (const version of ['2015-07-01', '2018-01-01-preview', '2020-04-01-preview', '2022-04-01']) {
  test(`the shape is the newest, also for api-version ${version}`, async () => {
    const url = await givenAssignment(azure, { url: assignmentUrl(runtimeUrl), principalId })

    const { body } = await azure.send('GET', url, { query: `api-version=${version}` })
    await azure.send('DELETE', url)

    assert.equal(body.properties.condition, null)
    assert.equal(body.properties.principalType, 'ServicePrincipal')
  })
}
