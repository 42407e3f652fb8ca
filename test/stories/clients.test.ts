import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../../conformance/clients/root.ts'
import { steps } from '../../conformance/clients/steps.ts'
import { run } from '../support/program.ts'

test('the JavaScript client tells its whole story, and the example of its page runs as it stands', async (t) => {
  const { stdout, stderr, ended } = run(t, [process.execPath, join(root, 'conformance/clients/index.ts'), 'javascript'])
  const { code } = await ended

  assert.deepEqual([code, stderr()], [0, ''], stdout())
  const [versions, ...lines] = stdout().trimEnd().split('\n')
  assert.match(versions ?? '', /^javascript {2}@azure\/arm-datafactory 12\.\S+, @azure\/identity 4\.\S+, node v24\./)
  assert.equal(lines.pop(), '1 clients, 0 failed, 0 skipped')
  assert.deepEqual(
    lines.map((line) => line.replace(/^javascript +(.*?) +\d+\.\d\d s$/, '$1')),
    // The SDK for Data Factory reads no Activity Log; az does.
    [...steps.slice(1).map(({ name }) => name), 'example'].filter((name) => name !== 'activity log'),
  )
})
