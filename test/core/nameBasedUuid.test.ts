import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uuidOfUrl, uuidWithin } from '../../src/core/nameBasedUuid.ts'

test('the UUID of a name is that of RFC 9562, A.4', () => {
  const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'

  assert.equal(uuidWithin(dns, 'www.example.com'), '2ed6657d-e927-568b-95e1-2665a8aea6a2')
})

test('it is the one that other programs work out', () => {
  const issuer = uuidOfUrl('https://issuer.example/')

  assert.equal(issuer, '18ebc563-cf46-5e4f-b02d-be8d214a07ba')
  assert.equal(uuidWithin(issuer, 'repo:contoso/keys:ref:refs/heads/main'), '131664a5-ea05-582b-8caf-54643abea289')
})
