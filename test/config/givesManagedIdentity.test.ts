import assert from 'node:assert/strict'
import { test } from 'node:test'
import { givesManagedIdentity } from '../../src/config/givesManagedIdentity.ts'
import { readConfig } from '../../src/config/readConfig.ts'

const elsewhere = ['--own-issuer=false', '--issuers=issuers.yaml']
const publicUrl = '--public-url=https://keys.example.com'

for (const [flags, isGiven] of [
  [[], true],
  [['--managed-identity=false'], false],
  [[publicUrl], false],
  [[publicUrl, '--managed-identity'], true],
  [elsewhere, false],
] as const) {
  test(`a managed identity is ${isGiven ? '' : 'not '}given out with ${flags.join(' ') || 'no settings'}`, () => {
    assert.equal(givesManagedIdentity(readConfig({ flags, env: {} })), isGiven)
  })
}
