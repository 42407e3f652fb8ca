import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRedacted, splitAuthKey, withoutSecrets } from '../../../conformance/comparing/secrets.ts'
import { fresh } from '../support.ts'

for (const text of ['REDACTED', '**********', 'Sanitized', '<hidden>', 'fakekey123', 'xxxx', '']) {
  test(`'${text}' stands for a secret`, () => assert.ok(isRedacted(text)))
}

for (const text of ['pear', fresh.secret[0], 'eyJh.e30.c2ln', 'redacted-not']) {
  test(`'${text}' is what it is`, () => assert.ok(!isRedacted(text)))
}

test('an authentication key is split before its secret, and any other secret is all secret', () => {
  assert.deepEqual(splitAuthKey('IR@a@b@c'), ['IR@a@b@', 'c'])
  assert.deepEqual(splitAuthKey('a@b'), ['', 'a@b'])
})

for (const [what, secret] of [
  ['a key', fresh.secret[0]],
  ['an authentication key', 'IR@a@b@ServiceEndpoint=c@not+base64/at-all'],
  ['a token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJwZWFyIn0.c2lnbmF0dXJl'],
] as const) {
  test(`${what} within a text is printed by its beginning alone`, () => {
    const printed = withoutSecrets(`"${secret}" is a secret`)

    assert.ok(!printed.includes(secret))
    assert.ok(!printed.includes(secret.slice(-8)))
    assert.match(printed, /…" is a secret$/)
  })
}
