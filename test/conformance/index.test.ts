import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { root } from '../../conformance/clients/root.ts'
import { run } from '../support/program.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { orchard } from './orchard.ts'
import { azure, subscriptionUrl } from './support.ts'

/** Runs the command as npm does. */
const conformance = async (t: TestContext, ...args: readonly string[]) => {
  const { stdout, stderr, ended } = run(t, [process.execPath, join(root, 'conformance/index.ts'), ...args])
  const { code } = await ended
  return { code, stdout: stdout(), stderr: stderr(), lastLine: stdout().trimEnd().split('\n').at(-1) }
}

const recording = (t: TestContext, lines: readonly object[]): string => {
  const folder = temporaryFolder(t)
  writeFileSync(join(folder, 'orchard.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return folder
}

test('a run in which every difference is explained says so in its last line, and exits with 0', async (t) => {
  const { code, stderr, stdout, lastLine } = await conformance(t, recording(t, orchard))

  assert.equal(lastLine, '12 exchanges, 0 unexplained, 7 explained', stdout)
  assert.equal(stderr, '')
  assert.equal(code, 0)
})

test('a run with an unexplained difference exits with 1', async (t) => {
  const one = { method: 'GET', uri: `${azure}/pears?api-version=1`, status: 200, headers: {}, body: {} }

  const { code, stdout, lastLine } = await conformance(t, recording(t, [one]))

  assert.equal(lastLine, '1 exchanges, 1 unexplained, 0 explained', stdout)
  assert.match(stdout, /^ {2}#1 GET \/pears: status: recorded 200, ours 404 MissingSubscription$/m)
  assert.equal(code, 1)
})

for (const [what, args, words] of [
  ['a wrong argument', () => ['--pears'], /Unknown option '--pears'/],
  ['a folder without recordings', (t: TestContext) => [temporaryFolder(t)], / has no recordings: /],
  ['a malformed line', (t: TestContext) => [recording(t, [[]])], /orchard\.jsonl, line 1: /],
  ['a document that is not there', (t: TestContext) => [recording(t, orchard), '--spec', 'gone.json'], /gone\.json/],
] as const) {
  test(`over ${what}, the tool says why in one line and exits with 2`, async (t) => {
    const { code, stdout, stderr } = await conformance(t, ...args(t))

    assert.match(stderr, words)
    assert.match(stderr, /^conformance: [^\n]*\n$/)
    assert.equal(stdout, '')
    assert.equal(code, 2)
  })
}

test('a cassette that no server can begin with does not keep others from being replayed', async (t) => {
  const of = (cassette: string, path: string, body: unknown) => ({
    cassette,
    method: 'GET',
    uri: `${azure}${path}?api-version=2021-04-01`,
    status: 200,
    headers: {},
    body,
  })
  const groups = ['left', 'right'].map((name) =>
    of('moon', `${subscriptionUrl}/resourceGroups/${name}`, { location: 'the-moon' }),
  )

  const { code, stdout, stderr, lastLine } = await conformance(t, recording(t, [...groups, ...orchard]))

  assert.equal(lastLine, '14 exchanges, 1 unexplained, 7 explained', stdout)
  assert.equal(stderr, '')
  assert.equal(code, 1)
})

test('a tool that breaks tells where it did, and exits with 2', async (t) => {
  const { ended, stderr, stdout } = run(
    t,
    [process.execPath, join(root, 'conformance/index.ts'), recording(t, orchard)],
    { env: { TMPDIR: join(temporaryFolder(t), 'gone') } },
  )

  assert.equal((await ended).code, 2)
  assert.match(stderr(), /^conformance: Error: ENOENT[^\n]*\n {4}at /)
  assert.equal(stdout(), '')
})
