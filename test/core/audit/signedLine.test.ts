import assert from 'node:assert/strict'
import { verify } from 'node:crypto'
import { test } from 'node:test'
import { openAuditPublicKey } from '../../../src/core/audit/auditPublicKey.ts'
import { checkpointLine, openCheckpoint } from '../../../src/core/audit/checkpoint.ts'
import { manifestLine, openManifest } from '../../../src/core/audit/manifest.ts'
import { signedLine } from '../../../src/core/audit/signedLine.ts'
import { keys, newKeys, time } from '../../support/auditExports.ts'
import { tenantId } from '../../support/known.ts'

const publicKey = openAuditPublicKey(keys.publicKey) ?? assert.fail('there is no key')
const hash = 'ab'.repeat(32)
const checkpoint = { chain: '/tenants/é', number: 7, hash, time }
const manifest = { tenantId, time, chains: [{ chain: '/tenants/é', first: 8, last: 9, hash }] }

test('a checkpoint and a manifest say what was signed, member by member', () => {
  const [one, other] = [checkpointLine(checkpoint, keys.privateKey), manifestLine(manifest, keys.privateKey)]

  assert.ok(
    one.startsWith(`{"checkpoint":{"chain":"/tenants/é","number":7,"hash":"${hash}","time":"${time}"},"signature":"`),
  )
  assert.ok(
    other.startsWith(
      `{"manifest":{"tenantId":"${tenantId}","time":"${time}","chains":[{"chain":"/tenants/é","first":8,`,
    ),
  )
  assert.deepEqual(openCheckpoint(Buffer.from(one), publicKey), checkpoint)
  assert.deepEqual(openManifest(Buffer.from(other), publicKey), manifest)
})

test('the signature is that of Ed25519 over the bytes of the value, and so anybody can verify it', () => {
  const line = checkpointLine(checkpoint, keys.privateKey)

  const { signature } = JSON.parse(line)
  const value = line.slice('{"checkpoint":'.length, line.indexOf(',"signature":'))

  assert.ok(verify(null, Buffer.from(value), keys.publicKey, Buffer.from(signature, 'base64')))
})

test('neither passes for the other, and nothing passes that another key has signed', () => {
  const one = checkpointLine(checkpoint, keys.privateKey)

  assert.equal(openManifest(Buffer.from(one), publicKey), undefined)
  assert.equal(openManifest(Buffer.from(one.replace('checkpoint', 'manifest')), publicKey), undefined)
  assert.equal(openCheckpoint(Buffer.from(checkpointLine(checkpoint, newKeys().privateKey)), publicKey), undefined)
})

test('nothing passes that is signed and has another form', () => {
  const line = Buffer.from(signedLine('checkpoint', { ...checkpoint, number: '7' }, keys.privateKey))
  const spans = [{ ...manifest.chains[0], last: 1.5 }]

  assert.equal(openCheckpoint(line, publicKey), undefined)
  assert.equal(
    openManifest(Buffer.from(signedLine('manifest', { ...manifest, chains: spans }, keys.privateKey)), publicKey),
    undefined,
  )
  for (const text of ['', '{"manifest":', '{"manifest":{}}', '{"manifest":,"signature":""}']) {
    assert.equal(openManifest(Buffer.from(text), publicKey), undefined)
  }
})

test('a signature that is written in another way does not pass', () => {
  const line = checkpointLine(checkpoint, keys.privateKey)
  // The bits that the last letter has too many mean nothing to whoever decodes it.
  const other = line.replace(/[AQgw]==/, (end) => `${{ A: 'B', Q: 'R', g: 'h', w: 'x' }[end[0] ?? '']}==`)

  assert.notEqual(other, line)
  assert.equal(openCheckpoint(Buffer.from(other), publicKey), undefined)
  assert.equal(openCheckpoint(Buffer.from(`${line} `), publicKey), undefined)
})
