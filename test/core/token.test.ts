import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audiencesIn, claimedIssuer } from '../../src/core/token.ts'

const tokenOf = (claims: unknown): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`

test('the issuer that a token says it has is read without its signature', () => {
  assert.equal(claimedIssuer(tokenOf({ iss: 'https://login.example' })), 'https://login.example')
})

for (const text of ['', 'a', '..', 'a.b.c', tokenOf(null), tokenOf([]), tokenOf({}), tokenOf({ iss: ['a'] })]) {
  test(`'${text}' says nothing of an issuer`, () => assert.equal(claimedIssuer(text), undefined))
}

test('a token is for one audience or for several, and for nothing that is no text', () => {
  assert.deepEqual(audiencesIn({ aud: 'a' }), ['a'])
  assert.deepEqual(audiencesIn({ aud: ['a', 1, null, ['b'], 'c'] }), ['a', 'c'])
  for (const aud of [undefined, null, 1, {}]) assert.deepEqual(audiencesIn({ aud }), [])
})
