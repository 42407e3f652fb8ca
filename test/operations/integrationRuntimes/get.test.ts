import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl, runtimeUrl } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
await azure.givenAFactory()

const create = async (factory: string, name: string) => {
  await azure.send('PUT', factory, { body: { location: 'eastus' } })
  return (
    await azure.send('PUT', `${factory}/integrationRuntimes/${name}`, { body: { properties: { type: 'SelfHosted' } } })
  ).body
}
const list = async (factory: string) => (await azure.send('GET', `${factory}/integrationRuntimes`)).body

test('one runtime is shown as the last PUT answered it', async () => {
  const made = await create(factoryUrl, 'Runtime-1')

  const { status, body } = await azure.send('GET', runtimeUrl)

  assert.equal(status, 200)
  assert.equal(JSON.stringify(body), JSON.stringify(made))
})

test('a factory shows its runtimes by name, each as it was made, and no link to a next page', async () => {
  const factory = factoryUrl.replace('Factory-1', 'Factory-2')
  const made = [await create(factory, 'bbb'), await create(factory, 'AAA'), await create(factory, 'ccc')]

  assert.equal(JSON.stringify(await list(factory)), JSON.stringify({ value: [made[1], made[0], made[2]] }))
})

test('a factory shows nothing of another, though its name begins alike', async () => {
  const [short, long] = [factoryUrl.replace('Factory-1', 'Factory-3'), factoryUrl.replace('Factory-1', 'Factory-33')]
  await create(long, 'other')
  await azure.send('PUT', short, { body: { location: 'eastus' } })

  assert.deepEqual(await list(short), { value: [] })
})

test('a factory has no managed virtual networks, and says so', async () => {
  const { status, body } = await azure.send('GET', `${factoryUrl}/managedVirtualNetworks`)

  assert.equal(status, 200)
  assert.deepEqual(body, { value: [] })
})
