import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newerVersions, nodeSoftwareVersions } from '../../src/core/nodeSoftware.ts'

test('without a version, all that there are are newer', () => {
  assert.deepEqual(newerVersions(undefined), nodeSoftwareVersions)
})

for (const [version, newest] of [
  ['5.20.8244.2', 0],
  ['5.20.8244.3', 0],
  ['5.20.8300', 0],
  ['6.0', 0],
  ['5.20.8244.1', 1],
  ['5.20.8235.2', 1],
  ['5.20', 3],
  ['5.19.8214.2', 3],
  ['5.18.0.0', 4],
  ['5.9.9999.9', 5],
  ['5.17.8189.1', 4],
] as const) {
  test(`${newest} of the versions on offer are newer than ${version}, number by number`, () => {
    assert.deepEqual(newerVersions(version), nodeSoftwareVersions.slice(0, newest))
  })
}
