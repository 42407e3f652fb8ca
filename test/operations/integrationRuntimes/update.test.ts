import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runtimeUrl } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
await azure.givenAFactory()

const urlOf = (name: string): string => runtimeUrl.replace('Runtime-1', name)
const create = async (name: string, type = 'SelfHosted') =>
  (await azure.send('PUT', urlOf(name), { body: { properties: { type, description: 'text', typeProperties: {} } } }))
    .body
const patch = (name: string, body: object | string) => azure.send('PATCH', urlOf(name), { body })
const settingsOf = async (name: string) => {
  const { autoUpdate, updateDelayOffset } = (await azure.send('POST', `${urlOf(name)}/getStatus`)).body.properties
    .typeProperties
  return { autoUpdate, updateDelayOffset }
}

test('what az sends, quotes within the text and all, shows in the status and nowhere else', async () => {
  const before = await create('Recorded-1')

  const { status, body } = await patch('Recorded-1', '{"autoUpdate": "Off", "updateDelayOffset": "\\"PT3H\\""}')

  assert.equal(status, 200)
  assert.equal(JSON.stringify(body), JSON.stringify(before), 'the etag, too, is the one before')
  assert.deepEqual((await azure.send('GET', urlOf('Recorded-1'))).body, before)
  assert.deepEqual(await settingsOf('Recorded-1'), { autoUpdate: 'Off', updateDelayOffset: 'PT3H' })
})

test('without a change nodes update themselves, at once', async () => {
  await create('Fresh-1')

  assert.deepEqual(await settingsOf('Fresh-1'), { autoUpdate: 'On', updateDelayOffset: undefined })
})

test('what is not sent, or null, stays', async () => {
  await create('Part-1')

  await patch('Part-1', { autoUpdate: 'Off' })
  assert.deepEqual(await settingsOf('Part-1'), { autoUpdate: 'Off', updateDelayOffset: undefined })
  await patch('Part-1', { updateDelayOffset: 'PT12H', autoUpdate: null })
  assert.deepEqual(await settingsOf('Part-1'), { autoUpdate: 'Off', updateDelayOffset: 'PT12H' })
  await patch('Part-1', { autoUpdate: 'On', updateDelayOffset: null })
  assert.deepEqual(await settingsOf('Part-1'), { autoUpdate: 'On', updateDelayOffset: 'PT12H' })
  await patch('Part-1', {})
  assert.deepEqual(await settingsOf('Part-1'), { autoUpdate: 'On', updateDelayOffset: 'PT12H' })
})

test('the keys stay', async () => {
  await create('Keys-1')
  const keys = async () => (await azure.send('POST', `${urlOf('Keys-1')}/listAuthKeys`)).body
  const before = await keys()

  await patch('Keys-1', { autoUpdate: 'Off' })

  assert.deepEqual(await keys(), before)
})

for (const offset of ['PT3H', 'PT30M', 'P1D', 'P1DT2H3M4.5S', '"PT0S"']) {
  test(`a delay of ${offset} is taken`, async () => {
    await create('Delay-1')

    assert.equal((await patch('Delay-1', { updateDelayOffset: offset })).status, 200)
    assert.equal((await settingsOf('Delay-1')).updateDelayOffset, offset.replaceAll('"', ''))
  })
}

for (const body of [
  { updateDelayOffset: '3 hours' },
  { updateDelayOffset: '03:00:00' },
  { updateDelayOffset: 'P' },
  { updateDelayOffset: 'PT' },
  { updateDelayOffset: 'P1DT' },
  { updateDelayOffset: '"PT3H' },
  { updateDelayOffset: '""' },
  { updateDelayOffset: '' },
  { updateDelayOffset: 3 },
  { updateDelayOffset: `P${'9'.repeat(10)}D` },
  { updateDelayOffset: `P1D${' '.repeat(100_000)}` },
  { updateDelayOffset: ['PT3H'] },
  { autoUpdate: 'Maybe' },
  { autoUpdate: '' },
  { autoUpdate: true },
  { autoUpdate: ['Off'] },
  { autoUpdate: 'Off', updateDelayOffset: 'never' },
]) {
  test(`${JSON.stringify(body).slice(0, 60)} is refused by the provider and changes nothing`, async () => {
    await create('Wrong-1')

    const { status, body: refusal } = await patch('Wrong-1', body)

    assert.equal(status, 400)
    assert.equal(refusal.error.code, 'BadRequest')
    assert.deepEqual(Object.keys(refusal.error), ['code', 'message', 'target', 'details'])
    assert.deepEqual(await settingsOf('Wrong-1'), { autoUpdate: 'On', updateDelayOffset: undefined })
  })
}

test('a managed runtime has no nodes that update themselves', async () => {
  const before = await create('Managed-1', 'Managed')

  const { status, body } = await patch('Managed-1', { autoUpdate: 'Off' })

  assert.equal(status, 400)
  assert.equal(body.error.code, 'BadRequest')
  assert.deepEqual((await azure.send('GET', urlOf('Managed-1'))).body, before)
})
