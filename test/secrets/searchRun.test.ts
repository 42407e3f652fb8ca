import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { describe, type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { machine } from '../../conformance/clients/machine.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** What it has left among the temporary files of the machine. */
  readonly left: readonly string[]
}

/** A test run that is searched as `npm test` is, in a folder for temporary files of its own. */
const runTests = (t: TestContext, file: string, variables: Readonly<Record<string, string>> = {}): Promise<Ran> => {
  const { TEST_RUN_FOLDER: _, ...env } = machine()
  const temporary = temporaryFolder(t)
  const args = [
    '--conditions=lazulite-source',
    `--import=${new URL('recordDraws.ts', import.meta.url)}`,
    `--test-global-setup=${pathOf('searchRun.ts')}`,
    '--test',
    pathOf(file),
  ]
  return new Promise((resolve) => {
    const places = { TMPDIR: temporary, TEMP: temporary, TMP: temporary }
    execFile(process.execPath, args, { env: { ...env, ...places, ...variables } }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr, left: readdirSync(temporary) }),
    )
  })
}

describe('a test run', { concurrency: 2 }, () => {
  test('passes when no secret is where none may be, says how much it has searched, and leaves nothing', async (t) => {
    const { code, stdout, stderr, left } = await runTests(t, 'runs/leavesSecrets.ts')

    assert.deepEqual([code, stderr, left], [0, '', []], stdout)
    const [, files, secrets] =
      /^Searched (\d+) files \(\d+ MB\) for (\d+) secrets in [\d.]+ s: 0 hits$/m.exec(stdout) ?? []
    assert.ok(Number(files) >= 2, 'a database and a log')
    assert.ok(Number(secrets) >= 8, 'three keys, two data keys, three of the server')
  })

  for (const [planted, hit] of Object.entries({
    'in a database': /lazulite\.db(-wal)? holds secret \d+ of /,
    'in a log, in hexadecimal digits': /service\.log holds secret \d+ of /,
    'in the file that says that it is ready': /ready\.json holds secret \d+ of /,
    'in an export': /audit\.jsonl holds secret \d+ of /,
    'in an error answer': /errors holds an authentication key\.$/m,
    'by a token in a log': /a\.log holds a signed token\.$/m,
  })) {
    test(`fails when a secret is planted ${planted}, and says where, though each test has passed`, async (t) => {
      const { code, stdout, stderr, left } = await runTests(t, 'runs/leavesSecrets.ts', { PLANTED: planted })

      assert.equal(code, 1, stdout)
      assert.match(stdout, /^ℹ fail 0$|^# fail 0$/m)
      assert.match(stderr, hit)
      assert.equal(left.length, 1, 'what was found is kept to be looked at')
    })
  }

  test('fails when nothing of it was recorded: whoever is blind finds nothing', async (t) => {
    const { code, stderr } = await runTests(t, 'runs/leavesNothing.ts')

    assert.deepEqual([code, stderr], [1, 'There was nothing to search: the run was not recorded.\n'])
  })
})
