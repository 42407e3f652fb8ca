import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc, { type AsyncCommand } from 'fast-check'
import { dumpStore } from '../support/dumpStore.ts'
import { groupUrl } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { worldWithoutSecrets } from '../support/worldWithoutSecrets.ts'

const azure = await shareService({ world: worldWithoutSecrets })
await azure.givenAGroup()

interface Keys {
  readonly authKey1: string
  readonly authKey2: string
}

/** What must be there: the keys of each runtime in each factory. Names are told apart without regard to letter case. */
type Model = Map<string, Map<string, Keys>>
type Command = AsyncCommand<Model, object>

const factoriesUrl = `${groupUrl}/providers/Microsoft.DataFactory/factories`
const runtimesUrl = (factory: string): string => `${factoriesUrl}/${factory}/integrationRuntimes`
const lower = (name: string): string => name.toLowerCase()

const command = (text: string, run: (model: Model) => Promise<void>): Command => ({
  check: () => true,
  run,
  toString: () => text,
})

const issued = new Set<string>()
const expectFresh = (key: string): void => {
  assert.ok(!issued.has(key), 'no key is ever issued twice')
  issued.add(key)
}

const expectMissing = (status: number, body: { error?: { code: string } }, hasFactory: boolean): void => {
  assert.deepEqual([status, body.error?.code], [404, hasFactory ? 'NotFound' : 'ResourceNotFound'])
}

const createFactory = (factory: string): Command =>
  command(`create ${factory}`, async (model) => {
    const { status } = await azure.send('PUT', `${factoriesUrl}/${factory}`, { body: { location: 'eastus' } })
    assert.equal(status, 200)
    if (!model.has(lower(factory))) model.set(lower(factory), new Map())
  })

const deleteFactory = (factory: string): Command =>
  command(`delete ${factory}`, async (model) => {
    const { status } = await azure.send('DELETE', `${factoriesUrl}/${factory}`)
    assert.equal(status, model.delete(lower(factory)) ? 200 : 204)
  })

const listFactories = command('list factories', async (model) => {
  const { body } = await azure.send('GET', factoriesUrl)
  assert.deepEqual(
    body.value.map(({ name }: { name: string }) => lower(name)),
    [...model.keys()].sort(),
  )
})

const createRuntime = (factory: string, runtime: string): Command =>
  command(`create ${factory}/${runtime}`, async (model) => {
    const url = `${runtimesUrl(factory)}/${runtime}`
    const { status, body } = await azure.send('PUT', url, { body: { properties: { type: 'SelfHosted' } } })
    const runtimes = model.get(lower(factory))
    if (!runtimes) return expectMissing(status, body, false)
    assert.equal(status, 200)
    const { body: keys } = await azure.send('POST', `${url}/listAuthKeys`)
    const before = runtimes.get(lower(runtime))
    if (before) assert.deepEqual(keys, before, 'a second PUT leaves the keys alone')
    else for (const key of Object.values<string>(keys)) expectFresh(key)
    runtimes.set(lower(runtime), keys)
  })

const deleteRuntime = (factory: string, runtime: string): Command =>
  command(`delete ${factory}/${runtime}`, async (model) => {
    const { status, body } = await azure.send('DELETE', `${runtimesUrl(factory)}/${runtime}`)
    const runtimes = model.get(lower(factory))
    if (!runtimes) return expectMissing(status, body, false)
    assert.equal(status, runtimes.delete(lower(runtime)) ? 200 : 204)
  })

const listRuntimes = (factory: string): Command =>
  command(`list ${factory}`, async (model) => {
    const { status, body } = await azure.send('GET', runtimesUrl(factory))
    const runtimes = model.get(lower(factory))
    if (!runtimes) return expectMissing(status, body, false)
    assert.deepEqual(
      body.value.map(({ name }: { name: string }) => lower(name)),
      [...runtimes.keys()].sort(),
    )
  })

const regenerate = (factory: string, runtime: string, keyName: keyof Keys): Command =>
  command(`regenerate ${factory}/${runtime} ${keyName}`, async (model) => {
    const url = `${runtimesUrl(factory)}/${runtime}/regenerateAuthKey`
    const { status, body } = await azure.send('POST', url, { body: { keyName } })
    const before = model.get(lower(factory))?.get(lower(runtime))
    if (!before) return expectMissing(status, body, model.has(lower(factory)))
    assert.deepEqual(Object.keys(body), [keyName])
    expectFresh(body[keyName])
    model.get(lower(factory))?.set(lower(runtime), { ...before, ...body })
  })

const listKeys = (factory: string, runtime: string): Command =>
  command(`list keys of ${factory}/${runtime}`, async (model) => {
    const { status, body } = await azure.send('POST', `${runtimesUrl(factory)}/${runtime}/listAuthKeys`)
    const keys = model.get(lower(factory))?.get(lower(runtime))
    if (!keys) return expectMissing(status, body, model.has(lower(factory)))
    assert.deepEqual(body, keys)
  })

const factory = fc.constantFrom('Factory-A', 'Factory-B', 'FACTORY-b')
const place = fc.tuple(factory, fc.constantFrom('Runtime-1', 'Runtime-2', 'Runtime-3', 'runtime-1'))
const keyName = fc.constantFrom<keyof Keys>('authKey1', 'authKey2')
const rotation = fc.tuple(place, keyName).map(([[factory, runtime], name]) => regenerate(factory, runtime, name))
const creation = place.map(([factory, runtime]) => createRuntime(factory, runtime))
const commands = fc.commands(
  [
    factory.map(createFactory),
    factory.map(createFactory),
    factory.map(deleteFactory),
    factory.map(listRuntimes),
    fc.constant(listFactories),
    creation,
    creation,
    place.map(([factory, runtime]) => deleteRuntime(factory, runtime)),
    place.map(([factory, runtime]) => listKeys(factory, runtime)),
    rotation,
    rotation,
  ],
  { maxCommands: 40, size: 'max' },
)

test('whatever is done in whatever order, what is there is what was answered', async () => {
  const empty = await dumpStore(azure.store)

  await fc.assert(
    fc
      .asyncProperty(commands, async (commands) => {
        const model: Model = new Map()
        await fc.asyncModelRun(() => ({ model, real: {} }), commands)

        for (const [factory, runtimes] of model) {
          for (const runtime of runtimes.keys()) await listKeys(factory, runtime).run(model, {})
          await listRuntimes(factory).run(model, {})
        }
        await listFactories.run(model, {})
        for (const factory of [...model.keys()]) await deleteFactory(factory).run(model, {})
        assert.equal(await dumpStore(azure.store), empty, 'a deleted factory leaves nothing behind')
      })
      .afterEach(async () => {
        for (const name of ['Factory-A', 'Factory-B']) await azure.send('DELETE', `${factoriesUrl}/${name}`)
      }),
    { numRuns: 80 },
  )
})
