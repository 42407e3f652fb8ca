import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { clients } from '../../../conformance/clients/clients.ts'
import { holdExample, saveExample } from '../../../conformance/clients/example.ts'
import { root } from '../../../conformance/clients/root.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const key = (secret: string): string =>
  `IR@12345678-0000-0000-0000-000000000000@my-factory@ServiceEndpoint=my-factory.eastus.datafactory.azure.net@${secret.repeat(43)}=`
const printed = (...secrets: readonly string[]): string => secrets.map((secret) => `a key: ${key(secret)}\n`).join('')

test('an example that regenerates the second key is taken, however it prints them', () => {
  holdExample(printed('a', 'b', 'c', 'a', 'c'))
  holdExample(`["${key('a')}","${key('b')}"] ${key('c')}\n{"authKey1":"${key('a')}","authKey2":"${key('c')}"}`)
})

for (const [what, secrets] of [
  ['prints too few keys', ['a', 'b', 'c', 'a']],
  ['prints too many keys', ['a', 'b', 'c', 'a', 'c', 'c']],
  ['gets the old key again', ['a', 'b', 'b', 'a', 'b']],
  ['finds the first key changed', ['a', 'b', 'c', 'd', 'c']],
  ['finds the second key as it was', ['a', 'b', 'c', 'a', 'b']],
] as const) {
  test(`an example that ${what} does not hold`, () => {
    assert.throws(() => holdExample(printed(...secrets)), assert.AssertionError)
  })
}

test('the page of each client that is tried shows a program', async (t) => {
  for (const { name } of clients) assert.match(await saveExample(name, temporaryFolder(t)), /^[Rr]otate\.\w+$/)
})

test('a page says that it is not run, unless a test runs it', () => {
  const run = [...clients.map(({ name }) => name), 'README', 'managed-identity', 'swagger-ui']
  const pages = readdirSync(join(root, 'docs/clients')).map((file) => file.replace(/\.md$/, ''))

  assert.deepEqual(
    run.filter((name) => !pages.includes(name)),
    [],
  )
  for (const page of pages.filter((name) => !run.includes(name))) {
    assert.match(readFileSync(join(root, `docs/clients/${page}.md`), 'utf8'), /^\*\*Not run here\.\*\*/m, page)
  }
})

test('a page without a program cannot be run', async (t) => {
  await assert.rejects(saveExample('swagger-ui', temporaryFolder(t)), /docs\/clients\/swagger-ui\.md shows no program/)
})
