import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { lazulite } from '../support.ts'

const secret = 'c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0IHNlY3I='
const key = `IR@5a2edfee-6bfa-4107-971c-dc101bb16bf5@Factory-1@ServiceEndpoint=factory-1.eastus.datafactory.azure.net@${secret}`

describe('a key among the arguments is refused without being repeated', () => {
  for (const argv of [
    ['node', 'run', key],
    ['node', 'run', '--key-file', key],
    ['node', 'run', `--key-file=${key}`],
    ['node', 'run', '--name', key],
    ['node', 'rekey', '--key-file', key],
    ['node', 'leave', '--state', key],
    ['node', key],
    [key],
    ['help', key],
    ['start', '--world', key.toLowerCase()],
    ['node', 'run', `--key-file=${key.slice(40)}`],
  ]) {
    test(argv.map((argument) => argument.replace(key, 'KEY')).join(' '), async () => {
      const { exitCode, stdout, stderr } = await lazulite(argv)

      assert.deepEqual([exitCode, stdout], [1, ''])
      assert.match(stderr, /^lazulite: a key is among the arguments, where others can see it: put it into a file/)
      assert.ok(!stderr.includes(secret.slice(0, 10)))
    })
  }
})

const refused: Readonly<Record<string, RegExp>> = {
  'node run': /--key-file is missing: the file that has the key, or - for standard input/,
  'node rekey': /--key-file is missing/,
  'node run --key-file x --server http://server.example':
    /--server must be an https address .*; http to this machine alone/,
  'node run --key-file x --server https://server.example/path': /--server must be an https address without a path/,
  'node run --key-file x --ca y': /--ca says nothing without --server/,
  'node run --key-file x --server https://localhost --ca /none': /the server's authority cannot be read: ENOENT/,
  'node run --key-file x --name -a': /--name needs a value/,
  'node run --key-file x --name ä': /--name must be 1 to 150 letters, digits, dashes and underscores/,
  'node run --key-file /none': /the key in \/none cannot be read: ENOENT/,
  'node leave --key-file x': /--key-file is not a flag here/,
  node: /node needs to know what: .*node run.*node rekey.*node leave/,
}

describe('wrong arguments are refused in one message', () => {
  for (const [line, says] of Object.entries(refused)) {
    test(line, async () => {
      const { exitCode, stdout, stderr } = await lazulite(line.split(' '))

      assert.deepEqual([exitCode, stdout], [1, ''])
      assert.match(stderr, says)
    })
  }
})

test('standard input that has no key is refused, without being repeated', async () => {
  for (const [stdin, says] of [
    ['', /^lazulite: standard input has no authentication key/],
    [`{"authKey1":"${key}"}`, /^lazulite: standard input has no authentication key/],
    ['x'.repeat(70_000), /^lazulite: standard input is longer than 65536 characters/],
  ] as const) {
    const { exitCode, stderr } = await lazulite(['node', 'run', '--key-file', '-'], {}, { stdin })

    assert.equal(exitCode, 1)
    assert.match(stderr, says)
    assert.ok(!stderr.includes(secret))
  }
})
