import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainRegistration } from '../../src/core/appRegistration.ts'
import { canSignIn, type Principal } from '../../src/core/principal.ts'

const application: Principal = {
  tenantId: 'tenant',
  objectId: 'object',
  kind: 'application',
  name: 'client',
  displayName: 'rotation',
  secretHash: undefined,
}
const credential = { issuer: 'https://issuer.example', subject: 'rotation', audience: 'api://AzureADTokenExchange' }

for (const [what, change, expected] of [
  ['an application without a credential', {}, false],
  ['one that users alone sign in with', { registration: plainRegistration }, false],
  ['one with a secret', { secretHash: 'hash' }, true],
  ['one with a certificate', { registration: { ...plainRegistration, certificates: ['PEM'] } }, true],
  ['one that shows tokens', { registration: { ...plainRegistration, federatedCredentials: [credential] } }, true],
  ['a user with a password', { kind: 'user', secretHash: 'hash' }, true],
  ['a managed identity', { kind: 'managedIdentity' }, true],
] as const) {
  test(`${what} can${expected ? '' : 'not'} get a token`, () => {
    assert.equal(canSignIn({ ...application, ...change }), expected)
  })
}
