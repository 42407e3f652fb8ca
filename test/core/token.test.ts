import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audiencesIn, claimedIssuer, isTime, unverifiedClaims } from '../../src/core/token.ts'

const tokenOf = (claims: unknown): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`

test('the issuer that a token says it has is read without its signature', () => {
  assert.equal(claimedIssuer(tokenOf({ iss: 'https://login.example' })), 'https://login.example')
})

for (const text of ['', 'a', '..', 'a.b.c', tokenOf(null), tokenOf([]), tokenOf({}), tokenOf({ iss: ['a'] })]) {
  test(`'${text}' says nothing of an issuer`, () => assert.equal(claimedIssuer(text), undefined))
}

test('the claims of a token are read without its signature, and where there is none', () => {
  const claims = { iss: 'https://login.example', exp: 1 }

  assert.deepEqual(unverifiedClaims(tokenOf(claims)), claims)
  assert.deepEqual(unverifiedClaims(tokenOf(claims).replace(/x$/, '')), claims)
})

for (const text of [
  '',
  'a.b.c',
  `Bearer ${tokenOf({})}`,
  `${tokenOf({})}.x`,
  `e30.${tokenOf({})}`,
  tokenOf([]),
  tokenOf(1),
]) {
  test(`'${text}' is no token that has claims`, () => assert.equal(unverifiedClaims(text), undefined))
}

test('a token is for one audience or for several, and for nothing that is no text', () => {
  assert.deepEqual(audiencesIn({ aud: 'a' }), ['a'])
  assert.deepEqual(audiencesIn({ aud: ['a', 1, null, ['b'], 'c'] }), ['a', 'c'])
  for (const aud of [undefined, null, 1, {}]) assert.deepEqual(audiencesIn({ aud }), [])
})

test('a time is a number of seconds that a date can be', () => {
  for (const time of [0, 1.5, -1, 8.64e12, -8.64e12]) assert.ok(isTime(time) && new Date(time * 1000).toISOString())
  for (const none of [
    undefined,
    null,
    '4000000000',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    8.64e12 + 1,
    1e300,
    -1e300,
  ]) {
    assert.equal(isTime(none), false, String(none))
  }
})
