import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl, groupUrl, nobody, roleIds, runtimeUrl, subscriptionUrl } from '../../support/known.ts'
import { definitionUrl, givenRole } from '../../support/roles.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
await azure.givenARuntime()
await azure.send('PUT', `${groupUrl}2`, { body: { location: 'eastus' } })
const url = await givenRole(azure, { url: definitionUrl(groupUrl), scopes: [groupUrl] })
const id = url.split('/').at(-1) ?? ''

test('a role of Azure is found everywhere, whatever the letter case of its id', async () => {
  for (const scope of ['/', subscriptionUrl, groupUrl, factoryUrl, runtimeUrl]) {
    const { status, body } = await azure.send('GET', definitionUrl(scope, roleIds.Owner.toUpperCase()))
    assert.equal(status, 200, scope)
    assert.equal(body.properties.roleName, 'Owner')
  }
})

test('another is found where it can be assigned, and above that', async () => {
  for (const scope of ['/', subscriptionUrl, groupUrl, runtimeUrl]) {
    const { status, body } = await azure.send('GET', definitionUrl(scope, id))
    assert.equal(status, 200, scope)
    assert.equal(body.id, definitionUrl(scope === '/' ? '/' : subscriptionUrl, id))
  }
})

test('beside that there is no such role, nor for those who may not read it', async () => {
  const elsewhere = await azure.send('GET', definitionUrl(`${groupUrl}2`, id))
  const atRoot = await azure.send('GET', definitionUrl('/', id), { token: await azure.tokenOf(nobody) })

  for (const { status, body } of [elsewhere, atRoot]) {
    assert.equal(status, 404)
    assert.deepEqual(body.error, {
      code: 'RoleDefinitionDoesNotExist',
      message: `The specified role definition with ID '${id.replaceAll('-', '')}' does not exist.`,
    })
  }
})

test('a name is no id', async () => {
  const { status, body } = await azure.send('GET', definitionUrl(groupUrl, 'Reader'))

  assert.equal(status, 400)
  assert.deepEqual(body.error, {
    code: 'InvalidRoleDefinitionId',
    message: "The role definition ID 'Reader' is not valid. The role definition ID must be a GUID.",
  })
})
