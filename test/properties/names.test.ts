import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc, { type Arbitrary } from 'fast-check'
import { anyText } from '../support/arbitraries.ts'
import { dumpStore } from '../support/dumpStore.ts'
import { inject } from '../support/inject.ts'
import { factoryUrl, groupUrl, owner, subscriptionId } from '../support/known.ts'
import { dataFactoryName, groupName, isDataFactoryName, isGroupName } from '../support/nameArbitraries.ts'
import type { Answer } from '../support/request.ts'
import { shareService } from '../support/shareService.ts'
import { assertCloudError } from '../support/wellFormedErrors.ts'
import { worldWithoutSecrets } from '../support/worldWithoutSecrets.ts'

const azure = await shareService({ world: worldWithoutSecrets })
await azure.givenARuntime()
const headers = { authorization: `Bearer ${await azure.tokenOf(owner)}`, 'content-type': 'application/json' }
const call = (method: string, path: string, body?: string) =>
  inject(azure, { method, url: `${path}?api-version=2018-06-01`, headers, body })

/** As a client writes it into a path. */
const encoded = (name: string): string => encodeURIComponent(name.toWellFormed())
/** What a URL parser makes something else of before it is sent; `sockets.test.ts` sends these as they are. */
const isDots = (name: string): boolean => /^\.{0,2}$/.test(name)

interface Kind {
  readonly names: Arbitrary<string>
  readonly isName: (name: string) => boolean
  readonly below: string
  readonly body: string
  /** What a name that is none is refused with. */
  readonly code: string
  /** What stands behind its own path in that of a list of what it has. */
  readonly children: string
}

const kinds: Readonly<Record<string, Kind>> = {
  'a resource group': {
    names: groupName,
    isName: isGroupName,
    below: `/subscriptions/${subscriptionId}/resourceGroups`,
    body: '{"location":"eastus"}',
    code: 'InvalidResourceGroup',
    children: '/resources',
  },
  'a factory': {
    names: dataFactoryName,
    isName: isDataFactoryName,
    below: `${groupUrl}/providers/Microsoft.DataFactory/factories`,
    body: '{"location":"eastus"}',
    code: 'BadRequest',
    children: '/integrationRuntimes',
  },
  'an integration runtime': {
    names: dataFactoryName,
    isName: isDataFactoryName,
    below: `${factoryUrl}/integrationRuntimes`,
    body: '{"properties":{"type":"SelfHosted"}}',
    code: 'BadRequest',
    children: '',
  },
}

/** That what has the name is found in any letter case, with what is below it, and named in its own. */
const assertFound = async ({ below, children }: Kind, name: string): Promise<void> => {
  for (const spelling of [name, name.toUpperCase(), name.toLowerCase()]) {
    if (spelling.toLowerCase() !== name.toLowerCase()) continue
    const { status, text } = await call('GET', `${below}/${encoded(spelling)}`)
    assert.deepEqual([status, JSON.parse(text).name], [200, name])
    assert.equal((await call('GET', `${below}/${encoded(spelling)}${children}`)).status, 200, children)
  }
}

const assertRefused = ({ code }: Kind, name: string, answer: Answer): void => {
  assert.equal(answer.status, 400)
  assertCloudError(answer)
  // Above the longest name that a path is searched for, nobody looks what it is the name of.
  assert.ok(JSON.parse(answer.text).error.code === code || encoded(name).length > 1024, answer.text)
}

for (const [what, kind] of Object.entries(kinds)) {
  test(`${what} can have every name that fits the rule, and no other`, async () => {
    const tried = new Set<boolean>()

    const names = kind.names.filter((name) => !isDots(name))
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const before = await dumpStore(azure.store)
        const path = `${kind.below}/${encoded(name)}`
        const answer = await call('PUT', path, kind.body)
        tried.add(kind.isName(name))

        if (kind.isName(name)) {
          assert.ok(answer.status === 200 || answer.status === 201, answer.text)
          assert.equal(JSON.parse(answer.text).name, name)
          await assertFound(kind, name)
          assert.ok([200, 202].includes((await call('DELETE', path)).status))
          // That a group was deleted can be asked after for a day.
          await azure.store.change((tx) => tx.forgetBegunBefore(Number.MAX_SAFE_INTEGER))
        } else {
          assertRefused(kind, name, answer)
          assertRefused(kind, name, await call('GET', path))
        }
        assert.equal(await dumpStore(azure.store), before)
      }),
      { numRuns: 120 },
    )

    assert.equal(tried.size, 2, 'both kinds have been tried')
  })
}

test('a name arrives as it was encoded, whatever stands in it', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const name = text.toWellFormed()
      fc.pre(!isDots(name) && name !== '')
      const { text: answer } = await call('GET', `/subscriptions/${encodeURIComponent(name)}`)

      const { message } = JSON.parse(answer).error
      assert.equal(message, `The provided subscription identifier '${name}' is malformed or invalid.`)
    }),
    { numRuns: 300 },
  )
})
