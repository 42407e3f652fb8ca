import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { nextRecord } from '../../../src/core/audit/chainRecord.ts'
import { list } from '../../../src/operations/activityLogs/list.ts'
import { assertReply } from '../../support/assertReply.ts'
import { entryOf } from '../../support/auditExports.ts'
import { auditOf } from '../../support/auditReader.ts'
import {
  factoryUrl,
  groupUrl,
  nobody,
  owner,
  runtimeUrl,
  subscriptionId,
  subscriptionUrl,
  tenantId,
} from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'
import { otherSubscriptionId, twoTenants } from '../../support/twoTenants.ts'

const azure = await shareService({ world: twoTenants })
const logUrl = `${subscriptionUrl}/providers/Microsoft.Insights/eventtypes/management/values`
const always = "eventTimestamp ge '2020-01-01T00:00:00Z'"

const queryOf = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries({ 'api-version': '2015-04-01', ...parameters })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')

const ask = (filter: string, more: Readonly<Record<string, string>> = {}) =>
  azure.send('GET', logUrl, { query: queryOf({ $filter: filter, ...more }) })

interface Event {
  readonly operationName: { readonly value: string }
  readonly resourceId: string
  readonly status: { readonly value: string }
  readonly caller: string
  readonly eventTimestamp: string
}

const eventsOf = async (filter: string): Promise<Event[]> => {
  const { status, body } = await ask(filter)
  assert.equal(status, 200, JSON.stringify(body))
  return body.value
}
const deedsOf = async (filter: string): Promise<string[]> =>
  (await eventsOf(filter)).map(({ operationName }) => operationName.value.split('/').slice(2).join('/'))

before(async () => {
  await azure.givenARuntime()
  await azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, {
    body: { keyName: 'authKey1' },
    headers: { 'x-ms-correlation-request-id': 'rotation-1', 'x-ms-client-request-id': 'client-1' },
  })
  await azure.send('POST', `${runtimeUrl}/listAuthKeys`, { token: await azure.tokenOf(nobody) })
  await azure.send('PUT', groupUrl.replace('/rg', '/other'), { body: { location: 'eastus' } })
})

test('an event says who did what to what, when, from where, and which key came of it', async () => {
  const [told = assert.fail()] = (await auditOf(azure)).filter(({ correlationId }) => correlationId === 'rotation-1')
  const [{ fingerprint } = assert.fail()] = told.authKeys
  const operation = 'Microsoft.DataFactory/factories/integrationruntimes/regenerateauthkey/action'
  const same = (value: string) => ({ value, localizedValue: value })

  const reply = await ask(`${always} and correlationId eq 'rotation-1'`)

  assertReply(list, reply)
  const ticks = 621_355_968_000_000_000n + BigInt(Date.parse(told.time)) * 10_000n
  assert.deepEqual(reply.body, {
    value: [
      {
        authorization: { action: operation, scope: runtimeUrl },
        caller: owner.clientId,
        claims: {
          'http://schemas.microsoft.com/identity/claims/tenantid': tenantId,
          'http://schemas.microsoft.com/identity/claims/objectidentifier': owner.objectId,
        },
        correlationId: 'rotation-1',
        description: '',
        eventDataId: told.id,
        eventName: { value: 'EndRequest', localizedValue: 'End request' },
        category: same('Administrative'),
        httpRequest: { clientRequestId: 'client-1', clientIpAddress: '127.0.0.1', method: 'POST' },
        id: `${runtimeUrl}/events/${told.id}/ticks/${ticks}`,
        level: 'Informational',
        resourceGroupName: 'rg',
        resourceProviderName: same('Microsoft.DataFactory'),
        resourceId: runtimeUrl,
        resourceType: same('Microsoft.DataFactory/factories/integrationRuntimes'),
        operationId: 'rotation-1',
        operationName: same(operation),
        properties: {
          statusCode: 'OK',
          eventCategory: 'Administrative',
          entity: runtimeUrl,
          message: operation,
          authKey1Generation: '2',
          authKey1Fingerprint: fingerprint,
        },
        status: same('Succeeded'),
        subStatus: { value: 'OK', localizedValue: 'OK (HTTP Status Code: 200)' },
        eventTimestamp: told.time,
        submissionTimestamp: told.time,
        subscriptionId,
        tenantId,
      },
    ],
  })
})

test('a refusal is an error that says its status and its code', async () => {
  const { body } = await ask(`${always} and status eq 'failed'`)

  const [{ level, caller, status, subStatus, properties } = assert.fail(), ...more] = body.value
  assert.deepEqual(more, [])
  assert.equal(caller, nobody.clientId)
  assert.deepEqual([level, status.value], ['Error', 'Failed'])
  assert.deepEqual(subStatus, { value: 'Forbidden', localizedValue: 'Forbidden (HTTP Status Code: 403)' })
  assert.deepEqual([properties.statusCode, properties.errorCode], ['Forbidden', 'AuthorizationFailed'])
})

test('the conditions of a filter all hold', async () => {
  const all = await deedsOf(always)
  const [write, refused, rotated] = [
    'integrationruntimes/write',
    'integrationruntimes/listauthkeys/action',
    'integrationruntimes/regenerateauthkey/action',
  ]
  const inFactory = [refused, rotated, write, 'write']

  assert.equal(all.length, 6)
  assert.deepEqual((await deedsOf(`${always} and resourceGroupName eq 'RG'`)).slice(0, 3), inFactory.slice(0, 3))
  assert.equal((await eventsOf(`${always} and resourceGroupName eq 'rg'`)).length, 5)
  assert.equal((await eventsOf(`${always} and resourceGroupName eq 'r'`)).length, 0, 'names are whole')
  assert.deepEqual(await deedsOf(`${always} and resourceUri eq '${runtimeUrl.toUpperCase()}'`), [
    refused,
    rotated,
    write,
  ])
  assert.deepEqual(await deedsOf(`${always} and resourceId eq '${factoryUrl}/'`), [refused, rotated, write, 'write'])
  assert.equal(
    (await eventsOf(`${always} and resourceUri eq '${factoryUrl.slice(0, -1)}'`)).length,
    0,
    'segments are whole',
  )
  assert.equal((await eventsOf(`${always} and resourceProvider eq 'microsoft.resources'`)).length, 2)
  assert.equal((await eventsOf(`${always} and resourceProvider eq 'Microsoft.DataFactory'`)).length, 4)
  assert.deepEqual(await deedsOf(`${always} and caller eq '${nobody.clientId}'`), [refused])
  assert.deepEqual(await deedsOf(`${always} and caller eq '${nobody.objectId.toUpperCase()}'`), [refused])
  assert.deepEqual(await deedsOf(`${always} and status eq 'Started'`), [])
  assert.deepEqual(
    await deedsOf(`${always} and eventChannels eq 'Admin, Operation' and correlationId eq 'ROTATION-1'`),
    [rotated],
  )
  assert.deepEqual(await deedsOf(`${always} and caller eq '${owner.clientId}' and status eq 'Failed'`), [])
})

test('what az sends is understood: times without quotes and without a zone, members with blanks around commas', async () => {
  const [{ eventTimestamp } = assert.fail()] = await eventsOf(`${always} and correlationId eq 'rotation-1'`)
  const [start, end] = [-1000, 1000].map((ms) =>
    new Date(Date.parse(eventTimestamp) + ms).toISOString().replace('Z', '123'),
  )
  const filter = `eventTimestamp ge ${start} and eventTimestamp le ${end} and resourceId eq '${runtimeUrl}' and caller eq '${owner.clientId}'`

  const { status, body } = await ask(filter, { $select: 'operationName , status , eventTimestamp' })

  assert.equal(status, 200)
  assert.ok(body.value.length >= 1)
  for (const event of body.value) assert.deepEqual(Object.keys(event), ['operationName', 'status', 'eventTimestamp'])
})

test('both ends of the time belong to it, to a part of a millisecond', async () => {
  const [{ eventTimestamp: time } = assert.fail()] = await eventsOf(`${always} and correlationId eq 'rotation-1'`)
  const isThere = async (from: string, to: string): Promise<boolean> => {
    const filter = `eventTimestamp ge '${from}' and eventTimestamp le '${to}' and correlationId eq 'rotation-1'`
    return (await eventsOf(filter)).length === 1
  }
  const [later, earlier] = [
    time.replace('Z', '0001Z'),
    new Date(Date.parse(time) - 1).toISOString().replace('Z', '9999Z'),
  ]

  assert.equal(await isThere(time, time), true)
  assert.equal(await isThere(later, later), false)
  assert.equal(await isThere(earlier, earlier), false)
  assert.equal(await isThere(earlier, later), true)
  assert.equal(await isThere(time.replace('Z', '+00:00'), time.replace('Z', '+0000')), true)
})

test('only the members of $select are answered, in their usual order', async () => {
  const { body } = await ask(always, { $select: 'level,CALLER,authorization,caller' })

  assert.deepEqual(Object.keys(body.value[0]), ['authorization', 'caller', 'level'])
})

for (const [what, filter, why] of [
  ['without a time', "resourceGroupName eq 'rg'", /does not say from when on/],
  ['with an end alone', "eventTimestamp le '2026-01-01'", /does not say from when on/],
  ['that is empty', '', /does not say from when on/],
  ['with what is no time', "eventTimestamp ge 'yesterday'", /'yesterday' is no time/],
  ['with a day that there is not', "eventTimestamp ge '2026-13-01'", /is no time/],
  ['with another condition', `${always} and resourceType eq 'x'`, /'resourceType eq' is none of the conditions/],
  ['with another operator', `${always} and caller ne 'x'`, /'caller ne' is none of the conditions/],
  ['with a condition that has no value', `${always} and caller eq ''`, /nothing stands behind 'caller eq'/],
  ['with a condition twice', `${always} and ${always}`, /two conditions are on the same/],
  [
    'with two resources',
    `${always} and resourceGroupName eq 'rg' and resourceUri eq '/x'`,
    /two conditions are on the same/,
  ],
  ['joined by or', `${always} or caller eq 'x'`, /is no list of conditions/],
  ['with an open quote', `${always} and caller eq 'x`, /is no list of conditions/],
  ['that goes on with and', `${always} and `, /is no list of conditions/],
  ['for another channel', `${always} and eventChannels eq 'Admin'`, /nothing on other channels/],
  ['for a member of every object', `${always} and constructor eq 'x'`, /'constructor eq' is none of the conditions/],
] as const) {
  test(`a filter ${what} is refused, and what may stand there is told`, async () => {
    const { status, body } = await ask(filter)

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
    assert.match(body.error.message, why)
    assert.match(body.error.message, /^The \$filter is not valid: .*It may have: eventTimestamp ge/s)
  })
}

test('a subscription is not asked without a filter, nor with two', async () => {
  const without = await azure.send('GET', logUrl, { query: 'api-version=2015-04-01' })
  const twice = await azure.send('GET', logUrl, { query: `${queryOf({ $filter: always })}&$filter=x` })

  assert.equal(without.status, 400)
  assert.match(without.body.error.message, /does not say from when on/)
  assert.equal(twice.status, 400)
})

for (const select of ['', 'caller,', 'nonsense', 'caller,toString', '*']) {
  test(`'${select}' is no $select, and the members are told`, async () => {
    const { status, body } = await ask(always, { $select: select })

    assert.equal(status, 400)
    assert.match(
      body.error.message,
      /^The \$select is not valid: .* is no member of an event. These are: authorization, /,
    )
  })
}

test('a quote within a value is doubled', async () => {
  assert.deepEqual(await deedsOf(`${always} and caller eq 'O''Neill'`), [])
})

test('a long log comes newest first, in pages, each event once, whatever happens meanwhile', async (t) => {
  const small = await startService(t, { pageSize: 7 })
  await small.givenARuntime()
  for (let count = 0; count < 30; count += 1) await small.regenerateAuthKey('authKey2')
  const told = await auditOf(small)
  const events: { eventDataId: string; eventTimestamp: string }[] = []
  let url = `${logUrl}?${queryOf({ $filter: always, $select: 'eventDataId,eventTimestamp' })}`

  for (let pages = 0; url; pages += 1) {
    const [path = '', query = ''] = url.replace(/^https:\/\/[^/]+/, '').split('?')
    const { status, body } = await small.send('GET', path, { query })
    assert.equal(status, 200)
    assert.ok(body.value.length <= 7 && pages < 6)
    events.push(...body.value)
    await small.regenerateAuthKey('authKey1')
    url = body.nextLink ?? ''
  }

  assert.deepEqual(new Set(events.map(({ eventDataId }) => eventDataId)), new Set(told.map(({ id }) => id)))
  assert.equal(events.length, told.length)
  const times = events.map(({ eventTimestamp }) => eventTimestamp)
  assert.deepEqual(times, times.toSorted().toReversed())
})

test('what is rare in a long log is found by following the pages, of which some are empty', async (t) => {
  const large = await startService(t)
  await large.store.change(async (tx) => {
    let head: { readonly number: number; readonly hash: string } | undefined
    for (let number = 0; number < 11_000; number += 1) {
      const entry = entryOf(
        number,
        number === 3 ? { caller: { kind: 'principal', objectId: 'rare', name: 'Rare' } } : {},
      )
      const record = nextRecord(head, { chain: '/c', entry })
      await tx.addAuditRecord(record)
      head = record
    }
  })
  const counts: number[] = []
  let url = `${logUrl}?${queryOf({ $filter: `${always} and caller eq 'rare'` })}`

  while (url) {
    const [path = '', query = ''] = url.replace(/^https:\/\/[^/]+/, '').split('?')
    const { status, body } = await large.send('GET', path, { query })
    assert.equal(status, 200)
    counts.push(body.value.length)
    url = body.nextLink ?? ''
  }

  assert.deepEqual(counts, [0, 0, 1])
})

test('nobody sees what was done in another subscription, or in the tenant', async () => {
  const isOfIt = ({ resourceId }: Event): boolean => resourceId.startsWith(subscriptionUrl)
  const theirs = logUrl.replace(subscriptionId, otherSubscriptionId)

  assert.ok((await eventsOf(always)).every(isOfIt))
  assert.equal((await azure.send('GET', theirs, { query: queryOf({ $filter: always }) })).status, 401)
})
