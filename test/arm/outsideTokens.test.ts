import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { issuerOf, type TrustedIssuer } from '../../src/core/token.ts'
import { giveRole } from '../support/giveRole.ts'
import { origin, owner, subscriptionUrl, tenantId } from '../support/known.ts'
import { keysPath, startIssuer } from '../support/outsideIssuer.ts'
import { postForm } from '../support/postForm.ts'
import { shareService } from '../support/shareService.ts'
import { startService } from '../support/startService.ts'
import { ownerForm } from '../support/tokenRequests.ts'
import { otherSubscriptionId, otherTenantId, twoTenants } from '../support/twoTenants.ts'

const audience = 'api://lazulite'
const issuer = await startIssuer({ after })
const otherIssuer = await startIssuer({ after })
const trusted: TrustedIssuer = { issuer: issuer.issuer, tenantId, audiences: [audience, 'api://keys'] }
const issuers = [trusted, { issuer: otherIssuer.issuer, tenantId: otherTenantId, audiences: [audience] }]
const azure = await shareService({ world: twoTenants, issuers })

const get = (token: string, path = '/subscriptions') => azure.send('GET', path, { token })
/** A token of the issuer's for us; by its `oid` it is the Owner of everything. */
const sign = (claims: object = {}): Promise<string> => issuer.sign({ aud: audience, oid: owner.objectId, ...claims })
const code = ({ status, body }: Awaited<ReturnType<typeof get>>) => [status, body.error?.code]

test('a token of a trusted issuer is taken, and its oid has the roles that it was given', async () => {
  const { status, body } = await get(await sign())

  assert.equal(status, 200)
  assert.ok(body.value.length > 0)
})

test('an oid is found in any letter case', async () => {
  assert.ok((await get(await sign({ oid: owner.objectId.toUpperCase() }))).body.value.length > 0)
})

for (const aud of [audience, 'api://keys', [audience], ['somebody else', 'api://keys']]) {
  test(`a token for ${JSON.stringify(aud)} is for us`, async () => {
    assert.equal((await get(await sign({ aud }))).status, 200)
  })
}

for (const aud of [
  'https://management.azure.com/',
  'https://management.azure.com',
  origin,
  'API://lazulite',
  'api://lazulite/',
  [],
  ['api://other'],
  undefined,
  1,
]) {
  test(`a token for ${JSON.stringify(aud)} is not, and the refusal names who is`, async () => {
    const { status, body, headers } = await get(await sign({ aud }))

    assert.equal(status, 401)
    assert.equal(body.error.code, 'InvalidAuthenticationTokenAudience')
    assert.match(body.error.message, /one of the allowed audiences 'api:\/\/lazulite','api:\/\/keys'\.$/)
    assert.match(String(headers['www-authenticate']), /^Bearer authorization_uri=/)
  })
}

const seconds = Math.floor(Date.now() / 1000)
const refusals: Readonly<Record<string, { claims: object; code: string }>> = {
  'that has expired': { claims: { exp: seconds - 1 }, code: 'ExpiredAuthenticationToken' },
  'that never expires': { claims: { exp: undefined }, code: 'InvalidAuthenticationToken' },
  'that expires beyond all dates': { claims: { exp: 1e300 }, code: 'InvalidAuthenticationToken' },
  'that has expired before all dates': { claims: { exp: -1e300 }, code: 'InvalidAuthenticationToken' },
  'that is good from before all dates': { claims: { nbf: -1e300 }, code: 'InvalidAuthenticationToken' },
  'that is not good yet': { claims: { nbf: seconds + 400 }, code: 'InvalidAuthenticationToken' },
  'whose beginning is a text': { claims: { nbf: String(seconds) }, code: 'InvalidAuthenticationToken' },
  'of nobody': { claims: { oid: undefined, sub: undefined }, code: 'InvalidAuthenticationToken' },
  'of an empty subject': { claims: { oid: undefined, sub: '' }, code: 'InvalidAuthenticationToken' },
  'whose subject has half a character': {
    claims: { oid: undefined, sub: 'ann\ud800' },
    code: 'InvalidAuthenticationToken',
  },
  'whose subject is longer than any may be': {
    claims: { oid: undefined, sub: 'x'.repeat(256) },
    code: 'InvalidAuthenticationToken',
  },
  'that says it is one of our own': { claims: { iss: issuerOf(origin, tenantId) }, code: 'InvalidAuthenticationToken' },
  'that says it is of another trusted issuer': {
    claims: { iss: otherIssuer.issuer },
    code: 'InvalidAuthenticationToken',
  },
  'of an issuer that nobody trusts': { claims: { iss: 'https://login.example' }, code: 'InvalidAuthenticationToken' },
}

for (const [what, { claims, code: expected }] of Object.entries(refusals)) {
  test(`a token ${what} is refused`, async () => {
    assert.deepEqual(code(await get(await sign(claims))), [401, expected])
  })
}

test('a token need not say from when it is good', async () => {
  assert.equal((await get(await sign({ nbf: undefined }))).status, 200)
})

test('a token of our own with the issuer of somebody else is refused', async () => {
  const token = await azure.tokenOf(owner, { iss: issuer.issuer, aud: audience })

  assert.deepEqual(code(await get(token)), [401, 'InvalidAuthenticationToken'])
})

test('a token of an issuer that is trusted in no list is refused, though it is well signed', async (t) => {
  const stranger = await startIssuer(t)
  const token = await stranger.sign({ aud: audience, oid: owner.objectId })

  assert.deepEqual(code(await get(token)), [401, 'InvalidAuthenticationToken'])
  assert.deepEqual(stranger.asked, [], 'nobody asks it for keys')
})

test('our own tokens are taken beside them', async () => {
  assert.equal((await get(await azure.tokenOf(owner))).status, 200)
})

test('a token reaches the tenant of its issuer alone, whatever it says of tenants', async () => {
  const theirs = `/subscriptions/${otherSubscriptionId}`

  assert.equal((await get(await sign({ tid: otherTenantId }), subscriptionUrl)).status, 200)
  assert.deepEqual(code(await get(await sign({ tid: otherTenantId }), theirs)), [
    401,
    'InvalidAuthenticationTokenTenant',
  ])
  const other = await otherIssuer.sign({ aud: audience, oid: owner.objectId, tid: tenantId })
  assert.deepEqual(code(await get(other, subscriptionUrl)), [401, 'InvalidAuthenticationTokenTenant'])
  assert.deepEqual((await get(other)).body.value, [], 'and has no role of another tenant there')
})

const messageFor = async (claims: object): Promise<string> =>
  (await get(await sign(claims), `${subscriptionUrl}/resourceGroups`)).body.error.message

test('a refusal says by which object id a role must be given', async () => {
  const oid = '0e0e0e0e-0000-4000-8000-000000000001'

  assert.match(await messageFor({ oid }), new RegExp(`with object id '${oid}'`))
  assert.match(await messageFor({ oid: 'none', sub: oid.toUpperCase() }), new RegExp(`with object id '${oid}'`))
  assert.match(await messageFor({ oid: undefined }), /with object id '[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-/)
})

test('a subject that is no GUID has one of its own, with each issuer another, and roles are given to that', async () => {
  const nameless = { oid: undefined, sub: 'repo:contoso/keys:ref:refs/heads/main' }
  const [, objectId = ''] = /with object id '([^']+)'/.exec(await messageFor(nameless)) ?? []

  await giveRole(azure, { principalId: objectId, role: 'Reader', scope: subscriptionUrl })

  assert.equal((await get(await sign(nameless), `${subscriptionUrl}/resourceGroups`)).status, 200)
  assert.match(await messageFor({ ...nameless, sub: `${nameless.sub}2` }), /AuthorizationFailed|does not have/)
})

test('a refusal calls a person by the sign-in name, an application by its id, and any other by the subject', async () => {
  const oid = '0e0e0e0e-0000-4000-8000-000000000002'
  const nameFor = async (claims: object) => /^The client '([^']*)'/.exec(await messageFor({ oid, ...claims }))?.[1]

  assert.equal(await nameFor({ upn: 'ann@x.example', preferred_username: 'b', appid: 'c', azp: 'd' }), 'ann@x.example')
  assert.equal(await nameFor({ preferred_username: 'b', appid: 'c', azp: 'd' }), 'b')
  assert.equal(await nameFor({ appid: 'c', azp: 'd' }), 'c')
  assert.equal(await nameFor({ azp: 'd' }), 'd')
  assert.equal(await nameFor({ sub: 'e' }), 'e')
})

test('a refusal shows nothing of a name that would change how it is read, and cuts it between two characters', async () => {
  const oid = '0e0e0e0e-0000-4000-8000-000000000002'
  const nameFor = async (upn: string) => /^The client '([^']*)'/.exec(await messageFor({ oid, upn }))?.[1]

  assert.equal(await nameFor('ann\r\n\u2028\u202egniht\ud800'), 'ann\ufffd\ufffd\ufffd\ufffdgniht\ufffd')
  assert.equal(await nameFor('x'.repeat(1000)), `${'x'.repeat(256)}…`)
  assert.equal(await nameFor('\u{1f511}'.repeat(300)), `${'\u{1f511}'.repeat(256)}…`)
})

test('a subject may be as long as OpenID Connect allows', async () => {
  assert.match(await messageFor({ oid: undefined, sub: 'x'.repeat(255) }), /with object id '[0-9a-f-]{36}'/)
})

test('while the issuer is away its tokens are asked to come again, and our own are taken', async (t) => {
  const away = await startIssuer(t)
  const without = await startService(t, { issuers: [{ issuer: away.issuer, tenantId, audiences: [audience] }] })
  away.says(keysPath, { status: 503 })

  const token = await away.sign({ aud: audience, oid: owner.objectId })
  const { status, headers, body } = await without.send('GET', '/subscriptions', { token })

  assert.equal(status, 503)
  assert.match(String(headers['retry-after']), /^([1-9]|10)$/)
  assert.deepEqual(body.error, {
    code: 'ServiceUnavailable',
    message: 'The issuer of the access token cannot be reached to check it. Please retry.',
  })
  assert.equal((await without.send('GET', '/subscriptions')).status, 200)
})

test('tokens signed with a new key of the issuer are taken at once, and those of the withdrawn one no longer', async (t) => {
  const rotating = await startIssuer(t)
  const service = await startService(t, { issuers: [{ issuer: rotating.issuer, tenantId, audiences: [audience] }] })
  const statusOf = async (token: string) => (await service.send('GET', '/subscriptions', { token })).status
  const signed = () => rotating.sign({ aud: audience, oid: owner.objectId })
  const old = await signed()
  assert.equal(await statusOf(old), 200)

  service.skip(10_000)
  await rotating.rotate()

  assert.equal(await statusOf(await signed()), 200)
  assert.equal(await statusOf(old), 401)
})

test('with the own issuer switched off nobody signs in here, and own tokens count for nothing', async (t) => {
  const closed = await startService(t, { issuers, ownIssuer: false })

  for (const path of [
    `/${tenantId}/oauth2/v2.0/token`,
    `/${tenantId}/oauth2/token`,
    `/${tenantId}/v2.0/.well-known/openid-configuration`,
    `/${tenantId}/discovery/v2.0/keys`,
    '/common/oauth2/v2.0/authorize',
    '/common/discovery/instance',
    '/metadata/identity/oauth2/token',
  ]) {
    assert.equal((await closed.send('GET', path, { token: null, query: '' })).status, 404, path)
    assert.equal((await postForm(closed, ownerForm, { url: path })).status, 404, path)
  }
  assert.deepEqual(code(await closed.send('GET', '/subscriptions')), [401, 'InvalidAuthenticationToken'])
  assert.equal((await closed.send('GET', '/subscriptions', { token: await sign() })).status, 200)
})
