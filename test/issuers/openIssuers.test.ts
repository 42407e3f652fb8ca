import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { ownOrigins } from '../../src/core/origins.ts'
import { StartError } from '../../src/core/startError.ts'
import { openIssuers } from '../../src/issuers/openIssuers.ts'
import { openTemporaryStore } from '../support/openTemporaryStore.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const tenantId = 'aaaaaaaa-0000-4000-8000-000000000001'
const origins = ownOrigins(['https://localhost:8443', 'http://localhost:8080'])

const open = async (t: TestContext, text: string) => {
  const file = join(temporaryFolder(t), 'issuers.yaml')
  writeFileSync(file, text)
  const store = await openTemporaryStore(t)
  await store.change((tx) => tx.saveTenant({ id: tenantId, displayName: 'Contoso', defaultDomain: 'contoso.example' }))
  return { file, opened: openIssuers(file, { store, origins }) }
}

/** What is said of a file, without the name of the file. */
const faultsOf = async (t: TestContext, text: string): Promise<string[]> => {
  const { file, opened } = await open(t, text)
  const error = await opened.then(() => undefined).catch((error: unknown) => error)
  assert.ok(error instanceof StartError, String(error))
  assert.ok(error.message.startsWith(`${file}:`), error.message)
  const faults = error.message.slice(file.length + 1).split('\n')
  return faults.map((line) => line.trim()).filter(Boolean)
}

test('without a file there are none', async (t) => {
  const store = await openTemporaryStore(t)

  assert.deepEqual(await openIssuers(undefined, { store, origins }), [])
})

test('a file that is right is read as it is, the tenant in lower case', async (t) => {
  const { opened } = await open(
    t,
    `- issuer: https://login.example/Contoso/v2.0
  tenantId: ${tenantId.toUpperCase()}
  audiences: [api://lazulite, https://management.azure.com]
- issuer: https://token.example
  tenantId: ${tenantId}
  audiences: [lazulite]
  jwksUri: https://token.example/keys?version=2
`,
  )

  assert.deepEqual(await opened, [
    {
      issuer: 'https://login.example/Contoso/v2.0',
      tenantId,
      audiences: ['api://lazulite', 'https://management.azure.com'],
    },
    {
      issuer: 'https://token.example',
      tenantId,
      audiences: ['lazulite'],
      jwksUri: 'https://token.example/keys?version=2',
    },
  ])
})

test('the example in the documentation is a list of issuers', async (t) => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/issuers.md'), 'utf8')
  const [, example = ''] = page.match(/```yaml\n([^`]*)```/) ?? []
  const { opened } = await open(t, example.replaceAll('7f3c1a52-94d0-4be1-8a6e-2f6f1c5d9b01', tenantId))

  assert.equal((await opened).length, 2)
})

test('every fault is named at once, with its line', async (t) => {
  const faults = await faultsOf(
    t,
    `- issuer: http://login.example
  tenantId: contoso.example
  audiences: []
- issuer: https://token.example
  tenantID: ${tenantId}
  audiences: [lazulite]
  jwksUri: keys
- issuer: https://Token.example
  tenantId: bbbbbbbb-0000-4000-8000-000000000002
  audiences: lazulite
- issuer: https://localhost:8443/${tenantId}/v2.0
  tenantId: ${tenantId}
  audiences: [https://management.azure.com]
`,
  )

  assert.deepEqual(faults, [
    'line 1: [0].issuer must be the https URL of an issuer, letter by letter as its tokens have it',
    'line 2: [0].tenantId must be a GUID',
    'line 3: [0].audiences must be a list of at least one audience',
    'line 4: [1].tenantId is required',
    'line 5: [1].tenantID is not known; did you mean tenantId?',
    'line 7: [1].jwksUri must be the https URL of a key set',
    'line 8: [2].issuer is the same as [1].issuer',
    'line 9: [2].tenantId is no tenant of this data folder',
    'line 10: [2].audiences must be a list of at least one audience',
    'line 11: [3].issuer is this server itself, whose own tokens need no entry',
  ])
})

for (const [what, text, fault] of [
  ['an empty file', '', 'line 1: the list must be a list of at least one issuer'],
  ['a set of members', 'issuers: []', 'line 1: the list must be a list of at least one issuer'],
  ['two documents', '[]\n---\n[]', 'line 2: begins a second document, and one is read'],
] as const) {
  test(`${what} is no list of issuers`, async (t) => {
    assert.deepEqual(await faultsOf(t, text), [fault])
  })
}

test('a file that is not there is named', async (t) => {
  const store = await openTemporaryStore(t)

  await assert.rejects(openIssuers('/nowhere/issuers.yaml', { store, origins }), {
    message: /^the list of issuers cannot be read: ENOENT/,
  })
})
