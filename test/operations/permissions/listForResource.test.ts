import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupUrl, nobody, reader, runtimeUrl } from '../../support/known.ts'
import { readPages } from '../../support/readPages.ts'
import { assignmentUrl, definitionUrl, givenAssignment, givenRole } from '../../support/roles.ts'
import { startService } from '../../support/startService.ts'

const urlAt = (scope: string): string => `${scope}/providers/Microsoft.Authorization/permissions`

test('the caller sees what each of the roles allows and excludes that hold at the scope, and no others', async (t) => {
  const azure = await startService(t, { pageSize: 2 })
  await azure.givenARuntime()
  const token = await azure.tokenOf(nobody)
  const permissions = [
    { actions: ['a/read'], notActions: ['b'] },
    { dataActions: ['c'], notDataActions: ['d'] },
  ]
  const role = await givenRole(azure, { url: definitionUrl(groupUrl), scopes: [groupUrl], properties: { permissions } })
  for (const wanted of [
    { url: assignmentUrl('/') },
    { url: assignmentUrl(groupUrl), role },
    { url: assignmentUrl(runtimeUrl), role: 'Owner' },
  ]) {
    await givenAssignment(azure, { ...wanted, principalId: nobody.objectId })
  }
  const read = async (scope: string): Promise<string[]> => {
    const pages = await readPages(azure, urlAt(scope), { version: '2022-04-01', token })
    const found = pages.flatMap(({ value }) => value).map((one) => JSON.stringify(one))
    return found.toSorted()
  }

  const none = { actions: [], notActions: [], dataActions: [], notDataActions: [] }
  const [ofReader, ofOwner] = [
    { ...none, actions: ['*/read'] },
    { ...none, actions: ['*'] },
  ]
  const ofRole = [
    { ...none, actions: ['a/read'], notActions: ['b'] },
    { ...none, dataActions: ['c'], notDataActions: ['d'] },
  ]
  const sorted = (...all: object[]): string[] => all.map((one) => JSON.stringify(one)).toSorted()
  assert.deepEqual(await read(''), sorted(ofReader))
  assert.deepEqual(await read(groupUrl), sorted(ofReader, ...ofRole))
  assert.deepEqual(await read(runtimeUrl), sorted(ofReader, ofOwner, ...ofRole))
})

test('nobody sees what another may do', async (t) => {
  const azure = await startService(t)
  await azure.givenAGroup()

  const { body } = await azure.send('GET', urlAt(groupUrl), { token: await azure.tokenOf(reader) })

  assert.deepEqual(body, {
    value: [{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }],
  })
})
