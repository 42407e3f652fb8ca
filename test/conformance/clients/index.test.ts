import assert from 'node:assert/strict'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { root } from '../../../conformance/clients/root.ts'
import { run } from '../../support/program.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

/** Tries clients on a machine that has bash, what it has from of old, the programs given as scripts, and nothing else. */
const clients = async (t: TestContext, names: readonly string[], programs: Readonly<Record<string, string>> = {}) => {
  const folder = temporaryFolder(t)
  for (const name of ['bash', 'cut', 'grep', 'head', 'sed']) symlinkSync(join('/bin', name), join(folder, name))
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/bash\n${script}\n`, { mode: 0o755 })
  }
  const { stdout, stderr, ended } = run(t, [process.execPath, join(root, 'conformance/clients/index.ts'), ...names], {
    env: { PATH: folder },
  })
  const { code } = await ended
  return { code, stderr: stderr(), lines: stdout().trimEnd().split('\n') }
}

test('a client that is not on the machine is skipped, with the reason, and is no failure', async (t) => {
  const { code, lines } = await clients(t, ['python', 'go'])

  assert.deepEqual(lines, [
    'python  skipped: python3 is not on this machine',
    'go      skipped: go is not on this machine',
    '2 clients, 0 failed, 2 skipped',
  ])
  assert.equal(code, 0)
})

test('a client whose registry is out of reach is skipped, in the words of what was to fetch it', async (t) => {
  const go = 'echo "go: fetching" >&2; echo "error: no such host" >&2; exit 1'

  const { code, lines } = await clients(t, ['go'], { go })

  assert.deepEqual(lines, ['go  skipped: go: error: no such host', '1 clients, 0 failed, 1 skipped'])
  assert.equal(code, 0)
})

test('a program of a client that cannot be built is a failure, and does not keep others from being tried', async (t) => {
  const go = 'test "$1" = mod || { echo "story.go:1: syntax error" >&2; exit 1; }'

  const { code, lines } = await clients(t, ['python', 'go', 'java'], { go })

  assert.deepEqual(lines, [
    'python  skipped: python3 is not on this machine',
    'go      FAILED: go ended with code 1',
    '    story.go:1: syntax error',
    'java    skipped: java is not on this machine',
    '3 clients, 1 failed, 2 skipped',
  ])
  assert.equal(code, 1)
})

test('a client that does not reach the end of its story is a failure, which names the step and shows its last words', async (t) => {
  const curl = 'echo "it broke" >&2; exit 7'

  const { code, lines } = await clients(t, ['curl'], { curl })

  assert.match(lines.join('\n'), /^curl {2}FAILED: sign in: the program ended with code 1$/m)
  assert.match(lines.join('\n'), /^ {4}it broke$/m)
  assert.equal(lines.at(-1), '1 clients, 1 failed, 0 skipped')
  assert.equal(code, 1)
})

test('a client that there is not is named, and none is tried', async (t) => {
  const { code, stderr, lines } = await clients(t, ['javascript', 'cobol'])

  assert.deepEqual(lines, [''])
  assert.equal(
    stderr,
    'clients: no client is named cobol: there are javascript, curl, python, go, java, azure-cli, terraform\n',
  )
  assert.equal(code, 2)
})
