import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { StartError } from '../../src/core/startError.ts'
import { builtInWorld } from '../../src/world/builtInWorld.ts'
import { readWorld } from '../../src/world/readWorld.ts'
import { application, smallWorld, subscriptionId, tenantId, user, worldFile } from './support.ts'

/** What is said of a file, without the name of the file. */
const faultsOf = async (t: TestContext, text: Buffer | string): Promise<string[]> => {
  const file = worldFile(t, text)
  try {
    await readWorld(file)
    return []
  } catch (error) {
    assert.ok(error instanceof StartError, String(error))
    assert.ok(error.message.startsWith(`${file}:`), error.message)
    return error.message
      .slice(file.length + 1)
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  }
}

// biome-ignore lint/suspicious/noExplicitAny: each case breaks the world in its own way, that of its types included.
type Change = (world: any) => void

/** A world that is right but for what `change` makes of it. */
const worldWith = (change: Change): string => {
  const world = structuredClone(smallWorld)
  change(world)
  return stringify(world, { aliasDuplicateObjects: false })
}

test('a file that is right is read as it is', async (t) => {
  assert.deepEqual(await readWorld(worldFile(t, stringify(smallWorld))), smallWorld)
})

test('the example in the documentation is a world', async (t) => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/world.md'), 'utf8')
  const [, example] = page.match(/```yaml\n([^`]*)```/) ?? []

  const world = await readWorld(worldFile(t, example ?? ''))

  assert.equal(world.tenants.length, 1)
  assert.equal(world.subscriptions?.[0]?.resourceGroups?.[0]?.factories?.[0]?.name, 'contoso-ingest')
})

test('a world needs no more than one tenant', async (t) => {
  const world = { tenants: [{ id: tenantId, displayName: 'Contoso', defaultDomain: 'contoso.example' }] }

  assert.deepEqual(await readWorld(worldFile(t, stringify(world))), world)
})

test('every fault is named at once, in the order of the lines', async (t) => {
  const faults = await faultsOf(
    t,
    `tenants:
  - id: ${tenantId}
    displayName: Contoso
    defaultDomain: contoso.example
    aplications: []
    users:
      - userPrincipalName: ann@contoso.example
        objectId: not-a-guid
        password: short
  - id: ${tenantId.toUpperCase()}
    displayName: Again
    defaultDomain: again.example
subscriptions:
  - id: ${subscriptionId}
    displayName: Production
    tenantId: ${subscriptionId}
    resourceGroups:
      - { name: a/b, location: mars }
`,
  )

  assert.deepEqual(faults, [
    'line 5: tenants[0].aplications is not known; did you mean applications?',
    'line 7: tenants[0].users[0].displayName is required',
    'line 8: tenants[0].users[0].objectId must be a GUID',
    'line 9: tenants[0].users[0].password must be a text of 8 to 256 characters, quoted if it looks like a number',
    'line 10: tenants[1].id is the same as tenants[0].id',
    'line 16: subscriptions[0].tenantId is the id of no tenant in this world',
    'line 18: subscriptions[0].resourceGroups[0].location must be a region of Azure, such as eastus',
    'line 18: subscriptions[0].resourceGroups[0].name is refused. The resource group name is invalid. ' +
      'It must have 1 to 90 letters, digits, dashes, underscores, dots and parentheses, and not end in a dot.',
  ])
})

/** Nothing names the subscription then, so that a fault in it is the only one. */
const assignEverywhere: Change = (w) => (w.tenants[0].roleAssignments[0].scope = '/')

const wrongWorlds: Record<string, [change: Change, fault: RegExp]> = {
  'a world without tenants': [
    (w) => {
      w.tenants = []
      w.subscriptions = []
    },
    /tenants must be a list of at least one tenant/,
  ],
  'a member that nobody knows': [(w) => (w.secrets = {}), /secrets is not known/],
  'a missing member': [(w) => delete w.tenants[0].displayName, /tenants\[0\]\.displayName is required/],
  'a domain without a dot': [(w) => (w.tenants[0].defaultDomain = 'contoso'), /defaultDomain must be a domain name/],
  'a secret that is a number': [(w) => (w.tenants[0].applications[0].secret = 123456789), /secret must be a text/],
  'one object id for two': [
    (w) => (w.tenants[0].users[0].objectId = application.objectId.toUpperCase()),
    /users\[0\]\.objectId is the same as tenants\[0\]\.applications\[0\]\.objectId/,
  ],
  'one client id for two': [
    (w) => (w.tenants[0].managedIdentities[0].clientId = application.clientId),
    /managedIdentities\[0\]\.clientId is the same as tenants\[0\]\.applications\[0\]\.clientId/,
  ],
  'an assignment to nobody': [
    (w) => (w.tenants[0].roleAssignments[0].principalId = application.clientId),
    /principalId is the object id of nobody in this tenant/,
  ],
  'an assignment to somebody in another tenant': [
    (w) =>
      w.tenants.push({
        id: subscriptionId,
        displayName: 'Other',
        defaultDomain: 'other.example',
        roleAssignments: [{ principalId: application.objectId, role: 'Owner', scope: '/' }],
      }),
    /tenants\[1\]\.roleAssignments\[0\]\.principalId is the object id of nobody/,
  ],
  'a role that nobody knows': [
    (w) => (w.tenants[0].roleAssignments[0].role = 'King'),
    /role must be one of Contributor, Data Factory Contributor, Owner,/,
  ],
  'a scope that is no resource id': [
    (w) => (w.tenants[0].roleAssignments[0].scope = 'x'),
    /scope must be \/ or the id of a/,
  ],
  'a scope in a resource type without a name': [
    (w) => (w.tenants[0].roleAssignments[0].scope += '/resourceGroups/a/providers/Microsoft.DataFactory/factories'),
    /scope must be \/ or the id of a/,
  ],
  'a scope that no API reaches': [
    (w) =>
      (w.tenants[0].roleAssignments[0].scope +=
        '/resourceGroups/a/providers/Microsoft.DataFactory/factories/b/integrationRuntimes/c/nodes/d'),
    /scope must be \/ or the id of a/,
  ],
  'a role that is given twice, by name and by GUID': [
    (w) =>
      w.tenants[0].roleAssignments.push({
        principalId: application.objectId.toUpperCase(),
        role: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
        scope: `/SUBSCRIPTIONS/${subscriptionId}`,
      }),
    /roleAssignments\[1\] is the same as tenants\[0\]\.roleAssignments\[0\]/,
  ],
  'a scope in a subscription that is not there': [
    (w) => (w.tenants[0].roleAssignments[0].scope = `/subscriptions/${tenantId}`),
    /scope is in no subscription of this tenant/,
  ],
  'a subscription of no tenant': [
    (w) => {
      assignEverywhere(w)
      w.subscriptions[0].tenantId = subscriptionId
    },
    /is the id of no tenant/,
  ],
  'a subscription id that is no GUID': [
    (w) => {
      assignEverywhere(w)
      w.subscriptions[0].id = 'production'
    },
    /id must be a GUID/,
  ],
  'a subscription twice': [
    (w) => w.subscriptions.push({ ...w.subscriptions[0], id: subscriptionId.toUpperCase(), resourceGroups: [] }),
    /subscriptions\[1\]\.id is the same as subscriptions\[0\]\.id/,
  ],
  'a provider that nobody knows': [
    (w) => w.subscriptions[0].registeredProviders.push('Microsoft.Sql'),
    /registeredProviders\[2\] must be one of Microsoft\.DataFactory/,
  ],
  'a resource group twice': [
    (w) => w.subscriptions[0].resourceGroups.push({ name: 'INGEST', location: 'eastus' }),
    /resourceGroups\[1\]\.name is the same as/,
  ],
  'a factory name that another resource group has': [
    (w) =>
      w.subscriptions[0].resourceGroups.push({
        name: 'Other',
        location: 'eastus',
        factories: [{ name: 'contoso-INGEST', location: 'eastus' }],
      }),
    /resourceGroups\[1\]\.factories\[0\]\.name is the same as/,
  ],
  'a runtime twice': [
    (w) =>
      w.subscriptions[0].resourceGroups[0].factories[0].integrationRuntimes.push({
        name: 'plant',
        properties: { type: 'SelfHosted' },
      }),
    /integrationRuntimes\[2\]\.name is the same as/,
  ],
  'a factory name that Azure refuses': [
    (w) => (w.subscriptions[0].resourceGroups[0].factories[0].name = 'a--b'),
    /factories\[0\]\.name is refused/,
  ],
  'a runtime name that Azure refuses': [
    (w) => (w.subscriptions[0].resourceGroups[0].factories[0].integrationRuntimes[0].name = 'a'),
    /integrationRuntimes\[0\]\.name is refused/,
  ],
  'a runtime of no known type': [
    (w) => (w.subscriptions[0].resourceGroups[0].factories[0].integrationRuntimes[0].properties.type = 'selfhosted'),
    /properties\.type must be Managed or SelfHosted/,
  ],
  'a number that JSON does not have': [
    (w) =>
      (w.subscriptions[0].resourceGroups[0].factories[0].integrationRuntimes[0].properties.typeProperties = {
        nodes: [Number.POSITIVE_INFINITY],
      }),
    /is a number that JSON does not have/,
  ],
  'a number below all others': [
    (w) => (w.subscriptions[0].resourceGroups[0].tags = { size: Number.NEGATIVE_INFINITY }),
    /is a number that JSON does not have/,
  ],
  'a managed runtime without typeProperties': [
    (w) => delete w.subscriptions[0].resourceGroups[0].factories[0].integrationRuntimes[1].properties.typeProperties,
    /integrationRuntimes\[1\]\.properties\.typeProperties is required/,
  ],
  'a managed runtime without nodes': [
    (w) =>
      (w.subscriptions[0].resourceGroups[0].factories[0].integrationRuntimes[1].properties.typeProperties = {
        computeProperties: { numberOfNodes: 0 },
      }),
    /typeProperties\.computeProperties\.numberOfNodes must be a whole number >= 1, or null/,
  ],
  'a self-hosted runtime in a managed network': [
    (w) =>
      (w.subscriptions[0].resourceGroups[0].factories[0].integrationRuntimes[0].properties.managedVirtualNetwork = {
        type: 'ManagedVirtualNetworkReference',
        referenceName: 'default',
      }),
    /integrationRuntimes\[0\]\.properties\.managedVirtualNetwork is not known/,
  ],
  'an identity of no known type': [
    (w) => (w.subscriptions[0].resourceGroups[0].factories[0].identity.type = 'Own'),
    /identity\.type must be None, SystemAssigned, UserAssigned or 'SystemAssigned,UserAssigned'/,
  ],
  'an identity that says who it is': [
    (w) => (w.subscriptions[0].resourceGroups[0].factories[0].identity.principalId = subscriptionId),
    /identity\.principalId is not known/,
  ],
  'a tag that is no text': [
    (w) => (w.subscriptions[0].resourceGroups[0].tags.team = 1),
    /resourceGroups\[0\]\.tags\.team must be a text of at most 256 characters/,
  ],
  'a tag whose name is too long': [
    (w) => (w.subscriptions[0].resourceGroups[0].tags['n'.repeat(513)] = ''),
    /tags must be at most 50 names of at most 512 characters/,
  ],
  'a section of a runtime that is a text': [
    (w) =>
      (w.subscriptions[0].resourceGroups[0].factories[0].integrationRuntimes[0].properties.typeProperties = {
        linkedInfo: 'none',
        computeProperties: null,
        ssisProperties: {},
      }),
    /typeProperties\.linkedInfo must be a set of named members, or null/,
  ],
  'a runtime that is linked to another': [
    (w) =>
      (w.subscriptions[0].resourceGroups[0].factories[0].integrationRuntimes[0].properties.typeProperties = {
        linkedInfo: { authorizationType: 'RBAC', resourceId: '/subscriptions/x' },
      }),
    /typeProperties\.linkedInfo cannot be in a world: link the runtime with a PUT once the server runs/,
  ],
  'too many tags': [
    (w) =>
      (w.subscriptions[0].resourceGroups[0].tags = Object.fromEntries(
        Array.from({ length: 51 }, (_, index) => [`tag${index}`, '']),
      )),
    /tags must be at most 50 names/,
  ],
  'the client id of a well-known application': [
    (w) => (w.tenants[0].applications[0].clientId = '33333333-3333-3333-3333-333333333333'),
    /applications\[0\]\.clientId is one of the built-in world/,
  ],
  'the client id of the well-known managed identity, for an application': [
    (w) => (w.tenants[0].applications[0].clientId = '66666666-6666-6666-6666-666666666666'),
    /applications\[0\]\.clientId is one of the built-in world/,
  ],
  'the client id of a well-known application, for a managed identity': [
    (w) => (w.tenants[0].managedIdentities[0].clientId = '44444444-4444-4444-4444-444444444444'),
    /managedIdentities\[0\]\.clientId is one of the built-in world/,
  ],
  'the well-known secret of the owner': [
    (w) => (w.tenants[0].applications[0].secret = 'lazulite'),
    /applications\[0\]\.secret is one of the built-in world/,
  ],
  'the well-known secret of the reader, as a password': [
    (w) => (w.tenants[0].users[0].password = 'lazulite-reader'),
    /users\[0\]\.password is one of the built-in world/,
  ],
}

for (const [what, [change, fault]] of Object.entries(wrongWorlds)) {
  test(`${what} is refused, and nothing else is found wrong`, async (t) => {
    const faults = await faultsOf(t, worldWith(change))

    assert.equal(faults.length, 1, faults.join('\n'))
    assert.match(faults[0] ?? '', /^line \d+: /)
    assert.match(faults[0] ?? '', fault)
  })
}

test('the built-in world, written down, is refused for what everybody knows and for nothing else', async (t) => {
  const faults = await faultsOf(t, stringify(builtInWorld))

  assert.equal(faults.length, 6)
  for (const fault of faults) assert.match(fault, /(clientId|secret|password) is one of the built-in world/)
})

const unreadable: Record<string, [text: Buffer | string, fault: RegExp]> = {
  'an empty file': ['', /^line 1: the world must be a set of named members/],
  'a list': ['- tenants', /^line 1: the world must be a set of named members/],
  'a tab': ['tenants:\n\t- id: 1', /^line 2: is indented with a tab/],
  'an open quote': ['tenants:\n  - id: "hush', /^line 2: lacks a character/],
  'the same name twice': ['tenants: []\ntenants: []', /^line 2: has a name that stands in the same place already/],
  'a second document': ['tenants: []\n---\ntenants: []', /^line \d: begins a second document/],
  'a secret that begins like an anchor': ['tenants:\n  - secret: &hush defg', /^line 2: anchors, aliases and tags are/],
  'an anchor of what begins on another line': ['tenants: &hush\n  - id: 1', /^line 1: anchors, aliases and tags are/],
  'a name with an anchor': ['# &hush\n&hush tenants: []', /^line 2: anchors, aliases and tags are/],
  'an alias of nothing': ['tenants: *hush', /^line 1: anchors, aliases and tags are not read here/],
  'a tag': ['tenants: !hush []', /^line 1: anchors, aliases and tags are not read here/],
  'a name that is a list': ['? [hush]\n: 1', /^line 1: has a name that is no text/],
  'a nest without end': ['['.repeat(200_000), /^line 1: is nested too deep/],
  'what is not UTF-8': [Buffer.from([0x74, 0xff, 0xfe]), /^a world file is UTF-8 text/],
  'more than 1 MiB': [`# ${'x'.repeat(1024 * 1024)}`, /^a world file has at most 1048576 bytes/],
}

for (const [what, [text, fault]] of Object.entries(unreadable)) {
  test(`${what} is no world`, async (t) => {
    const [first, ...more] = await faultsOf(t, text)

    assert.match(first ?? '', fault)
    assert.doesNotMatch([first, ...more].join('\n'), /hush/)
  })
}

test('an alias is named beside the anchor that it repeats', async (t) => {
  const faults = await faultsOf(t, 'tenants: &hush []\nsubscriptions: *hush')

  assert.deepEqual(
    faults.map((fault) => fault.split(':')[0]),
    ['line 1', 'line 2'],
  )
})

test('aliases that multiply are not multiplied', async (t) => {
  const bomb = Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [${i ? `*a${i - 1}, *a${i - 1}` : 'x'}]`)

  assert.equal((await faultsOf(t, bomb.join('\n'))).length, 30)
})

test('many faults are counted, the first fifty are told', async (t) => {
  const faults = await faultsOf(t, `tenants:\n${'  - 1\n'.repeat(200)}`)

  assert.equal(faults.length, 51)
  assert.equal(faults.at(-1), 'and 150 more')
})

test('a file that is not there, or is a folder, is named', async (t) => {
  const file = worldFile(t, '')

  await assert.rejects(
    readWorld(`${file}.txt`),
    (error) => error instanceof StartError && /world\.yaml\.txt/.test(error.message),
  )
  await assert.rejects(readWorld(join(file, '..')), StartError)
})

test('no secret is repeated, whatever is wrong around it', async (t) => {
  const hush = 'hush-hush-hush'
  const text = stringify({
    ...smallWorld,
    tenants: [
      {
        ...smallWorld.tenants[0],
        applications: [{ ...application, secret: hush }],
        users: [{ ...user, password: hush }],
      },
    ],
  })
  const places = [...text.matchAll(/hush-hush-hush/g)].flatMap(({ index }) => [index, index + hush.length])
  const damage = fc.record({
    at: fc.constantFrom(...places),
    with: fc.stringMatching(/^[ \t\n"'!&*|>:,@`{}[\]#%-]{1,4}$/),
  })

  await fc.assert(
    fc.asyncProperty(damage, async ({ at, with: characters }) => {
      const faults = await faultsOf(t, text.slice(0, at) + characters + text.slice(at))

      assert.doesNotMatch(faults.join('\n'), /hush/)
    }),
    { numRuns: 300 },
  )
})
