import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { root } from '../conformance/clients/root.ts'
import { withOperationsOverview } from '../scripts/operationsOverview.ts'
import { printed } from '../scripts/printed.ts'
import { clientSettings } from '../src/cli/clientSettings.ts'
import { startLazulite } from '../src/index.ts'
import { operations } from '../src/operations/index.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** What stands between fences in the README, by its language. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, is, text = '']) => (is === language ? [text] : []))

const blockWith = (language: string, word: string): string =>
  blocks(language).find((text) => text.includes(word)) ?? assert.fail(`no ${language} block has ${word}`)

/** Runs JavaScript as a file in this folder would run; fails when it does. */
const run = async (code: string, env: NodeJS.ProcessEnv = {}): Promise<string> => {
  const { NODE_TEST_CONTEXT: _, ...inherited } = process.env
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=lazulite-source', '--input-type=module', '--eval', code],
    { cwd: root, env: { ...inherited, ...env } },
  )
  return stdout
}

const azure = await startLazulite({ throttle: 'hourly' })
after(() => azure.close())

for (const [name, print] of Object.entries(printed)) {
  test(`docs/${name} is what the program prints`, () => {
    assert.equal(readFileSync(join(root, 'docs', name), 'utf8'), print(), 'run "npm run docs"')
  })
}

test('the README names the operations that there are', () => {
  assert.equal(readme, withOperationsOverview(readme), 'run "npm run docs"')
})

test('the place of the overview must be marked', () => {
  assert.throws(() => withOperationsOverview('# A text without marks\n'), /missing/)
})

test('the page about Go asks for the versions that its example is tried with', () => {
  const page = readFileSync(join(root, 'docs/clients/go.md'), 'utf8')
  const tried = readFileSync(join(root, 'conformance/clients/go/go.mod'), 'utf8')
  const asked = [...page.matchAll(/ \$sdk(\/\S+)@(\S+)/g)]

  assert.equal(asked.length, 3)
  for (const [, module, version] of asked)
    assert.ok(tried.includes(`azure-sdk-for-go/sdk${module} ${version}\n`), module)
})

test('no two operations of the documentation are the same request', () => {
  const page = readFileSync(join(root, 'docs/operations.md'), 'utf8')
  const requests = [...page.matchAll(/^\| \[\w+\]\(\.\.\/src\/operations\S+\) \| (`[^`]+`) \|/gm)].map(
    ([, request]) => request,
  )

  assert.equal(requests.length, operations.length, 'the test sees all of them')
  assert.deepEqual(new Set(requests).size, requests.length)
})

test('every link of the documents leads to a file', () => {
  const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: root })
  const links = documents.flatMap((document) =>
    [...readFileSync(join(root, document), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, to = '']) => ({
      document,
      to,
    })),
  )

  assert.ok(links.length > 30, 'the test sees links at all')
  const broken = links.filter(({ document, to }) => !existsSync(join(root, dirname(document), to)))
  assert.deepEqual(broken, [])
})

test('CONTRIBUTING.md shows the import table that the tests hold', () => {
  const held = readFileSync(join(root, 'test/architecture.test.ts'), 'utf8')
  const shown = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
  const rows = [...held.matchAll(/^ {2}(\w+): \[([^\]]+)\],$/gm)].map(([, folder, list = '']) => {
    const places = [...list.matchAll(/'(.+?)'/g)].map(([, place]) => `\`${place}\``)
    return `| \`${folder}\` | ${places.join(', ')} |`
  })

  assert.ok(rows.length > 5, 'the test sees the table at all')
  for (const row of rows) assert.ok(shown.includes(`\n${row}\n`), row)
})

test('the requests that the README sends with curl get a token and a fresh key', async () => {
  const curl = blockWith('sh', 'curl')
  const form = new URLSearchParams(
    [...curl.matchAll(/-d (\w+)=([^\s|]+)/g)].map(([, name = '', value = '']): [string, string] => [name, value]),
  )
  const [tokenPath, rotationPath] = [...curl.matchAll(/https:\/\/localhost:8443([^\s']+)/g)].map(([, path]) => path)
  const [, body = ''] = /-d '(.*)'/.exec(curl) ?? []

  const signedIn = await fetch(`${azure.httpUrl}${tokenPath}`, { method: 'POST', body: form })
  const { access_token: token } = (await signedIn.json()) as { access_token: string }
  const rotated = await fetch(`${azure.httpUrl}${rotationPath}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body,
  })

  assert.equal(rotated.status, 200)
  assert.match(
    await rotated.text(),
    /^\{"authKey2":"IR@[\da-f-]{36}@exampleFactoryName@ServiceEndpoint=\S+@[\w+/]{43}="\}$/,
  )
  assert.equal(rotated.headers.get('x-ms-ratelimit-remaining-subscription-writes'), '1199')
})

test('the program of the README runs as it stands, with the settings that lazulite env prints', async () => {
  const printed = await run(
    blockWith('js', 'EnvironmentCredential'),
    clientSettings(azure, dirname(azure.caFile)).certain,
  )

  assert.equal(printed.match(/'IR@[\da-f-]{36}@my-factory@ServiceEndpoint=my-factory\.eastus/g)?.length, 5)
})

test('the test of the README passes as it stands', async () => {
  const printed = await run(blockWith('js', 'startLazulite'))

  assert.match(printed, /rotating key 2 leaves key 1 alone/)
})
