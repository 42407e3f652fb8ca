import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { checkCodeVerifier } from '../../../src/entra/grants/checkCodeVerifier.ts'
import { OAuthError } from '../../../src/entra/oauthError.ts'

// The sample of RFC 7636, appendix B.
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

const assertRefused = (given: Parameters<typeof checkCodeVerifier>, code: number): void =>
  assert.throws(
    () => checkCodeVerifier(...given),
    (error) => error instanceof OAuthError && error.code === code && error.error === 'invalid_grant',
  )

test('the verifier of the RFC meets its challenge', () => {
  checkCodeVerifier(challenge, verifier)
  checkCodeVerifier(undefined, undefined)
})

test('no other verifier does', () => {
  for (const other of [verifier.toLowerCase(), `${verifier}x`, verifier.slice(1), challenge, `${verifier} `]) {
    assertRefused([challenge, other], 501481)
  }
})

test('one without the other is refused', () => {
  assertRefused([challenge, undefined], 50148)
  assertRefused([challenge, ''], 50148)
  assertRefused([undefined, verifier], 50148)
})

test('a challenge that is longer than any hash is met by nothing', () => {
  assertRefused([`${challenge}x`, verifier], 501481)
})

test('a verifier that is too short or too long is refused, though its hash be right', () => {
  for (const odd of ['a'.repeat(42), 'a'.repeat(129), `${'a'.repeat(43)}ü`]) {
    assertRefused([createHash('sha256').update(odd).digest('base64url'), odd], 501481)
  }
})
