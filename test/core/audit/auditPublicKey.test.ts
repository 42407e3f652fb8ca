import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { auditPublicKey, openAuditPublicKey } from '../../../src/core/audit/auditPublicKey.ts'
import { keys } from '../../support/auditExports.ts'

test('the public key of a private one is the same every time', () => {
  assert.equal(auditPublicKey(keys.privateKey), keys.publicKey)
  assert.match(keys.publicKey, /^-----BEGIN PUBLIC KEY-----\n/)
})

test('a public key of Ed25519 opens, with white space around it as well', () => {
  assert.equal(openAuditPublicKey(`\n${keys.publicKey}\n`)?.asymmetricKeyType, 'ed25519')
})

test('no other key and no other text opens', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const other = publicKey.export({ type: 'spki', format: 'pem' }).toString()

  for (const text of ['', 'key', keys.privateKey, other, keys.publicKey.slice(0, 60)]) {
    assert.equal(openAuditPublicKey(text), undefined)
  }
})
