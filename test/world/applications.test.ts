import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { stringify } from 'yaml'
import { openWorld } from '../../src/world/openWorld.ts'
import { readWorld } from '../../src/world/readWorld.ts'
import type { World } from '../../src/world/worldSchema.ts'
import { effects } from '../entra/support.ts'
import { newClientCertificate } from '../support/clientCertificate.ts'
import { openTemporaryStore } from '../support/openTemporaryStore.ts'
import { application, smallWorld, tenantId, user, worldFile } from './support.ts'

const { certificate, key } = await newClientCertificate()
const { certificate: weak } = await newClientCertificate({ bits: 1024 })

const whole = {
  certificates: [certificate],
  federatedCredentials: [
    { issuer: 'https://token.example', subject: 'repo:contoso/keys', audience: 'api://keys' },
    { issuer: 'https://kubernetes.example', subject: 'system:serviceaccount:a:b' },
  ],
  redirectUris: {
    web: ['https://portal.example/signed-in'],
    spa: ['http://localhost:3000'],
    publicClient: ['http://127.0.0.1', 'com.contoso.keys://done'],
  },
  allowsImplicitFlow: true,
  appRoles: ['Keys.Rotate'],
}

/** A world whose application has these members beside its own, or whose user has other ones. */
const worldWith = (members: object, users: readonly object[] = [user]) => ({
  ...smallWorld,
  tenants: smallWorld.tenants.map((tenant) => ({
    ...tenant,
    applications: [{ ...application, ...members }],
    users,
  })),
})

const principalsIn = async (t: TestContext, text: object) => {
  const store = await openTemporaryStore(t)
  const world: World = await readWorld(worldFile(t, stringify(text, { aliasDuplicateObjects: false })))
  await openWorld({ store, effects, world, hashSecret: async (secret) => `hash of ${secret}` })
  return store.read(async (tx) => ({
    application: await tx.findPrincipal(tenantId, application.clientId),
    user: await tx.findPrincipal(tenantId, user.userPrincipalName),
  }))
}

test('an application has all the ways to sign in that its world gives it', async (t) => {
  const { application: kept } = await principalsIn(t, worldWith(whole))

  assert.deepEqual(kept?.registration, {
    ...whole,
    federatedCredentials: [
      { issuer: 'https://token.example', subject: 'repo:contoso/keys', audience: 'api://keys' },
      {
        issuer: 'https://kubernetes.example',
        subject: 'system:serviceaccount:a:b',
        audience: 'api://AzureADTokenExchange',
      },
    ],
  })
})

test('without them it has a secret alone, and a user without a password has none', async (t) => {
  const { password: _, ...passwordless } = user
  const kept = await principalsIn(t, worldWith({}, [passwordless]))

  assert.equal(kept.application?.secretHash, `hash of ${application.secret}`)
  assert.deepEqual(kept.application?.registration, {
    certificates: [],
    federatedCredentials: [],
    redirectUris: { web: [], spa: [], publicClient: [] },
    allowsImplicitFlow: false,
    appRoles: [],
  })
  assert.equal(kept.user?.kind, 'user')
  assert.equal(kept.user?.secretHash, undefined)
})

const pem =
  'must be a certificate in PEM, of an RSA key of at least 2048 bits, which begins with -----BEGIN CERTIFICATE-----'
const url =
  'must be an absolute URL without a fragment: https, http on localhost, 127.0.0.1 or [::1], or a scheme with a dot in it'
const issuer = 'must be the https URL of an issuer, letter by letter as its tokens have it'
const trusts = (change: object) => ({
  federatedCredentials: [{ issuer: 'https://token.example', subject: 'a', ...change }],
})
const leadsTo = (uri: unknown) => ({ redirectUris: { spa: [uri] } })

/** What is given → what is said of it, behind the way to the application. */
const faults: readonly (readonly [string, object, string])[] = [
  ['a private key for a certificate', { certificates: [key] }, `certificates[0] ${pem}`],
  ['a certificate with its key behind', { certificates: [`${certificate}\n${key}`] }, `certificates[0] ${pem}`],
  ['a certificate of a short key', { certificates: [weak] }, `certificates[0] ${pem}`],
  ['a text for a certificate', { certificates: [certificate, 'thumbprint'] }, `certificates[1] ${pem}`],
  ['a broken certificate', { certificates: [certificate.replace(/MII.{8}/, 'MIIAAAAAAAA')] }, `certificates[0] ${pem}`],
  ['an issuer over plain http', trusts({ issuer: 'http://token.example' }), `federatedCredentials[0].issuer ${issuer}`],
  ['an issuer with a query', trusts({ issuer: 'https://a.example?b' }), `federatedCredentials[0].issuer ${issuer}`],
  ['a subject that is empty', trusts({ subject: '' }), 'federatedCredentials[0].subject must be a text'],
  [
    'a list of audiences',
    trusts({ audiences: ['api://keys'] }),
    'federatedCredentials[0].audiences is not known; did you mean audience?',
  ],
  ['a redirect over plain http', leadsTo('http://portal.example'), `redirectUris.spa[0] ${url}`],
  ['a redirect with a fragment', leadsTo('https://portal.example#/'), `redirectUris.spa[0] ${url}`],
  ['a redirect into a script', leadsTo('javascript:alert(1)'), `redirectUris.spa[0] ${url}`],
  ['a redirect with a password', leadsTo('https://a:b@portal.example'), `redirectUris.spa[0] ${url}`],
  ['a redirect of another kind', { redirectUris: { mobile: [] } }, 'redirectUris.mobile is not known'],
  ['a word for true', { allowsImplicitFlow: 'yes' }, 'allowsImplicitFlow must be true or false'],
  ['a role that is a number', { appRoles: [1] }, 'appRoles[0] must be a text'],
]

for (const [what, members, fault] of faults) {
  test(`${what} is named, and not repeated`, async (t) => {
    const file = worldFile(t, stringify(worldWith(members), { aliasDuplicateObjects: false }))

    await assert.rejects(readWorld(file), (error: Error) => {
      assert.match(error.message, /^\S+: line \d+: tenants\[0\]\.applications\[0\]\.[^\n]+$/)
      assert.ok(error.message.endsWith(`applications[0].${fault}`), error.message)
      return true
    })
  })
}
