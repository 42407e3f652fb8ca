import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { forgetOldRecords } from '../../../src/core/audit/forgetOldRecords.ts'
import type { EventData } from '../../../src/operations/activityLogs/schemas.ts'
import { list } from '../../../src/operations/tenantActivityLogs/list.ts'
import { assertReply } from '../../support/assertReply.ts'
import { keys } from '../../support/auditExports.ts'
import { nobody, owner, roleIds, tenantId } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'

const azure = await shareService()
const logUrl = '/providers/Microsoft.Insights/eventtypes/management/values'
const assignmentUrl = '/providers/Microsoft.Authorization/roleAssignments/bbbbbbbb-0000-0000-0000-000000000001'

before(async () => {
  await azure.givenARuntime()
  const properties = {
    principalId: nobody.objectId,
    roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${roleIds.Reader}`,
  }
  assert.equal((await azure.send('PUT', assignmentUrl, { body: { properties } })).status, 201)
})

const ask = (filter?: string) =>
  azure.send('GET', logUrl, {
    query: `api-version=2015-04-01${filter === undefined ? '' : `&$filter=${encodeURIComponent(filter)}`}`,
  })

test('what was done in no subscription is in the log of the tenant, and nothing else; without a filter all of it', async () => {
  const reply = await ask()

  assertReply(list, reply)
  const [event, ...more] = reply.body.value
  assert.deepEqual(more, [])
  assert.equal(event.operationName.value, 'Microsoft.Authorization/roleAssignments/write')
  assert.equal(event.resourceId, assignmentUrl)
  assert.equal(event.id.startsWith(`${assignmentUrl}/events/`), true)
  assert.equal(event.resourceGroupName, '')
  assert.deepEqual(event.subStatus, { value: 'Created', localizedValue: 'Created (HTTP Status Code: 201)' })
  assert.equal('subscriptionId' in event, false)
})

test('what takes its time has a beginning and an end, and what the server did by itself says which records are gone', async (t) => {
  const own = await startService(t)
  await own.givenAGroup()
  own.skip(3 * 86_400_000)
  const token = await own.tokenOf(owner)
  await own.send('POST', '/providers/Lazulite.Control/keyring/rotate', { token })
  const effects = { now: own.now, newId: randomUUID }
  await forgetOldRecords(own.store, { days: 2, effects, privateKey: keys.privateKey })

  const reply = await own.send('GET', logUrl, { query: 'api-version=2015-04-01', token })

  assertReply(list, reply)
  const wordsOf = ({ eventName, status, subStatus, level }: EventData) =>
    [eventName, status, subStatus].map((word) => word?.value).concat(level)
  const [one, two, three, ...more] = reply.body.value.toSorted((a: EventData, b: EventData) =>
    String(a.status?.value) < String(b.status?.value) ? -1 : 1,
  )
  assert.deepEqual(more, [])
  assert.deepEqual(wordsOf(one), ['BeginRequest', 'Started', 'Accepted', 'Informational'])
  const ends = [two, three]
  for (const event of ends) assert.deepEqual(wordsOf(event), ['EndRequest', 'Succeeded', 'OK', 'Informational'])
  const forgetting = ends.find(({ caller }) => caller === 'Lazulite')
  assert.deepEqual(forgetting.properties, {
    statusCode: 'OK',
    eventCategory: 'Administrative',
    entity: `/tenants/${tenantId}`,
    message: 'Lazulite.Control/auditRecords/delete',
    callerKind: 'server',
    forgottenRecords: '1-1',
  })
  assert.deepEqual(forgetting.claims, {})
})

for (const [filter, count] of [
  ["eventTimestamp ge '2020-01-01'", 1],
  ["eventTimestamp le '2020-01-01'", 0],
  [`caller eq '${owner.clientId}'`, 1],
  ["resourceProvider eq 'Microsoft.Authorization'", 1],
  ["resourceProvider eq 'Microsoft.DataFactory'", 0],
  ["resourceGroupName eq 'rg'", 0],
  ["resourceUri eq '/'", 1],
] as const) {
  test(`${filter} leaves ${count}`, async () => {
    const { status, body } = await ask(filter)

    assert.equal(status, 200)
    assert.equal(body.value.length, count)
  })
}
