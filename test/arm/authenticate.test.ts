import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { authenticate } from '../../src/arm/authenticate.ts'
import { CloudError } from '../../src/core/errors.ts'
import { ownOrigins } from '../../src/core/origins.ts'
import { issuerOf } from '../../src/core/token.ts'
import { issueAccessToken, issueIdToken } from '../../src/entra/tokens/issueTokens.ts'
import { groupUrl, nobody, origin, owner, tenantId, user } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { otherSubscriptionId, otherTenantId, twoTenants } from '../support/twoTenants.ts'

const azure = await shareService({ world: twoTenants })
const effects = { now: () => new Date(Date.now() + 3_600_000), randomBytes, newId: randomUUID, operationMs: 0 }
const withoutOthers = { issuers: [], verifyOutside: async () => undefined }
const authority = { origin, tenantId }
const otherOrigin = 'http://localhost:8080'

const call = (sent: Parameters<typeof azure.send>[2]) => azure.send('GET', '/subscriptions', sent)
const callWith = async (claims: object) => call({ token: await azure.tokenOf(owner, claims) })
const challenge = (at: string, description: string): string =>
  `Bearer authorization_uri="${at}", error="invalid_token", error_description="${description}"`

const refuses = (
  { status, headers, body }: Awaited<ReturnType<typeof call>>,
  { code, message, description = message }: { code: string; message: string; description?: string },
): void => {
  assert.equal(status, 401)
  assert.deepEqual(body, { error: { code, message } })
  assert.equal(headers['www-authenticate'], challenge(`${origin}/common`, description))
}

test('no token', async () => {
  refuses(await call({ token: null }), {
    code: 'AuthenticationFailed',
    message: "Authentication failed. The 'Authorization' header is missing.",
    description: "The authentication failed because of missing 'Authorization' header.",
  })
})

for (const header of ['', 'Bearer', 'Bearer ', 'Bearer a b', 'Basic YTpi', 'Bearer: abc', 'abc.def.ghi', 'Node abc']) {
  test(`a header that reads ${header || 'nothing'} is refused as one of another form`, async () => {
    refuses(await call({ token: null, headers: { authorization: header } }), {
      code: 'AuthenticationFailedInvalidHeader',
      message: "Authentication failed. The 'Authorization' header is provided in an invalid format.",
    })
  })
}

const withoutSignature = async (): Promise<string> => (await azure.tokenOf(owner)).replace(/\.[^.]*$/, '.')
const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const unsigned = async (): Promise<string> => {
  const [, claims] = (await azure.tokenOf(owner)).split('.')
  return `${base64({ alg: 'none', typ: 'JWT' })}.${claims}.`
}
const withOtherClaims = async (): Promise<string> => {
  const [header, , signature] = (await azure.tokenOf(nobody)).split('.')
  const [, claims] = (await azure.tokenOf(owner)).split('.')
  return [header, claims, signature].join('.')
}

const invalid: Readonly<Record<string, () => Promise<string>>> = {
  'a word': async () => 'lazulite',
  'three words': async () => 'a.b.c',
  'a very long one': async () => 'x'.repeat(10_000),
  'one without its signature': withoutSignature,
  'one that says it needs no signature': unsigned,
  'one with the claims of another': withOtherClaims,
  'one without times': () => azure.tokenOf(owner, { exp: undefined, nbf: undefined }),
  'one whose expiry is a text': () => azure.tokenOf(owner, { exp: '4000000000' }),
  'one that is not valid yet': () => azure.tokenOf(owner, { nbf: 4_000_000_000, exp: 4_000_003_600 }),
  'one of a foreign issuer': () => azure.tokenOf(owner, { iss: `https://sts.windows.net/${tenantId}/` }),
  'one whose issuer is not that of its tenant': () => azure.tokenOf(owner, { iss: issuerOf(origin, otherTenantId) }),
  'one without an issuer': () => azure.tokenOf(owner, { iss: undefined }),
  'one without a tenant': () => azure.tokenOf(owner, { tid: undefined }),
}

for (const [what, token] of Object.entries(invalid)) {
  test(`a token that is ${what} is refused as invalid`, async () => {
    refuses(await call({ token: await token() }), {
      code: 'InvalidAuthenticationToken',
      message: 'The access token is invalid.',
    })
  })
}

for (const aud of [
  'https://vault.azure.net',
  'https://management.azure.com//',
  `${origin}//`,
  'https://example.com/',
  '',
]) {
  test(`a token for ${aud || 'nothing'} is refused, and the audiences that are taken are named`, async () => {
    refuses(await callWith({ aud }), {
      code: 'InvalidAuthenticationTokenAudience',
      message:
        `The access token has been obtained for wrong audience or resource '${aud}'. It should exactly match with one of ` +
        "the allowed audiences 'https://management.core.windows.net/','https://management.core.windows.net'," +
        "'https://management.azure.com/','https://management.azure.com'.",
      description: 'The access token has been obtained for wrong audience or resource.',
    })
  })
}

test('a token for several audiences, or for none, is refused', async () => {
  for (const aud of [['https://management.azure.com/'], undefined, null, 1]) {
    assert.equal((await callWith({ aud })).body.error.code, 'InvalidAuthenticationTokenAudience')
  }
})

for (const aud of [
  'https://management.core.windows.net/',
  'https://management.core.windows.net',
  'https://management.azure.com/',
  'https://management.azure.com',
  origin,
  `${origin}/`,
  otherOrigin,
  `${otherOrigin}/`,
]) {
  test(`a token for ${aud} is taken`, async () => {
    assert.equal((await callWith({ aud })).status, 200)
  })
}

test('a token may be of any of the server’s own origins, whichever it is used at', async () => {
  assert.equal((await callWith({ iss: issuerOf(otherOrigin, tenantId) })).status, 200)
})

test('the scheme may be written in any letter case', async () => {
  const token = await azure.tokenOf(owner)

  for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
    assert.equal((await call({ token: null, headers: { authorization: `${scheme} ${token}` } })).status, 200)
  }
})

test('an expired token is refused with both dates as Americans write them', async () => {
  const token = await azure.tokenOf(owner, { nbf: 0, exp: Date.UTC(2025, 10, 24, 23, 31, 0) / 1000 })
  const { verifySignature } = azure.signingKeys
  const effects = { now: () => new Date('2025-11-28T05:28:45.678Z') }

  const refused = authenticate(
    { origins: ownOrigins([origin]), effects, verifySignature, ...withoutOthers },
    `Bearer ${token}`,
    authority,
  )

  await assert.rejects(refused, (error: CloudError) => {
    assert.equal(error.code, 'ExpiredAuthenticationToken')
    assert.equal(
      error.message,
      "The access token expiry UTC time '11/24/2025 11:31:00 PM' is earlier than current UTC time '11/28/2025 5:28:45 AM'.",
    )
    const description = 'The access token expiry UTC time is earlier than current UTC time.'
    assert.equal(error.challenge, challenge(`${origin}/${tenantId}`, description))
    return error instanceof CloudError
  })
})

test('a token is good until the second that it names, and not in it', async (t) => {
  const exp = 1_800_000_000
  const token = await azure.tokenOf(owner, { nbf: 0, exp })
  const { verifySignature } = azure.signingKeys
  const at = (milliseconds: number) =>
    authenticate(
      {
        origins: ownOrigins([origin]),
        effects: { now: () => new Date(milliseconds) },
        verifySignature,
        ...withoutOthers,
      },
      `Bearer ${token}`,
      authority,
    )

  await t.test('before', async () => assert.equal((await at(exp * 1000 - 1)).objectId, owner.objectId))
  await t.test('then', () => assert.rejects(at(exp * 1000), { code: 'ExpiredAuthenticationToken' }))
})

test('a token that was good is refused once it has expired, though its signature is remembered', async () => {
  const token = await azure.tokenOf(owner)
  assert.equal((await call({ token })).status, 200)

  azure.skip(3_600_000)

  const { status, body } = await call({ token })
  assert.equal(status, 401)
  assert.equal(body.error.code, 'ExpiredAuthenticationToken')
})

test('a clock that is five minutes behind that of the token service does no harm', async () => {
  const seconds = Math.floor(Date.now() / 1000) + 3600 // skipped above

  assert.equal((await callWith({ nbf: seconds + 290 })).status, 200)
  assert.equal((await callWith({ nbf: seconds + 330 })).status, 401)
})

test('a token of somebody without an object id is refused', async () => {
  refuses(await callWith({ oid: undefined }), {
    code: 'InvalidAuthenticationToken',
    message:
      "The received access token is not valid: at least one of the claims 'puid' or 'altsecid' or 'oid' should be present. " +
      'If you are accessing as application please make sure service principal is properly created in the tenant.',
  })
})

test('a token of another tenant is refused, and the right one named', async () => {
  const { status, headers, body } = await azure.send('GET', `/subscriptions/${otherSubscriptionId}`)

  assert.equal(status, 401)
  assert.deepEqual(body.error, {
    code: 'InvalidAuthenticationTokenTenant',
    message:
      `The access token is from the wrong issuer '${issuerOf(origin, tenantId)}'. It must match the tenant ` +
      `'${issuerOf(origin, otherTenantId)}' associated with this subscription. Please use the authority (URL) ` +
      `'${origin}/${otherTenantId}' to get the token. Note, if the subscription is transferred to another tenant there is ` +
      'no impact to the services, but information about new tenant could take time to propagate (up to an hour). ' +
      'If you just transferred your subscription and see this error message, please try back later.',
  })
  assert.equal(
    headers['www-authenticate'],
    challenge(
      `${origin}/${otherTenantId}`,
      'The access token is from the wrong issuer. It must match the tenant associated with this subscription. ' +
        'Please use correct authority to get the token.',
    ),
  )
})

test('the challenge names the tenant of the subscription, at the origin that the request named', async () => {
  const { headers } = await azure.send('GET', groupUrl, { token: null, headers: { host: 'LOCALHOST:8080' } })

  assert.ok(
    String(headers['www-authenticate']).startsWith(`Bearer authorization_uri="${otherOrigin}/${tenantId}", `),
    String(headers['www-authenticate']),
  )
})

test('a refusal calls an application by its id, and a user by the sign-in name', async () => {
  const message = async (claims: object): Promise<string> =>
    (await azure.send('GET', groupUrl, { token: await azure.tokenOf(nobody, claims) })).body.error.message

  assert.match(await message({}), new RegExp(`^The client '${nobody.clientId}' with object id '${nobody.objectId}' `))
  assert.match(await message({ upn: 'ann@lazulite.local' }), /^The client 'ann@lazulite\.local' with object id /)
  assert.match(await message({ appid: undefined }), new RegExp(`^The client '${nobody.objectId}' with object id `))
})

test('an id token is no access token, though we have signed it', async () => {
  const administrator = await azure.store.read((tx) => tx.findPrincipal(tenantId, user.name))
  assert.ok(administrator)
  const parts = { effects, signingKeys: azure.signingKeys, tokenLifetimeSeconds: 3599 }
  const client = { clientId: owner.clientId, proof: 'none' } as const
  const resource = { audience: 'https://management.azure.com', isGraph: false }
  const granted = { principal: administrator, resource, client, user: { authTime: 0, oidcScopes: ['openid'] } }

  const { status, body } = await call({ token: await issueIdToken(parts, origin, { granted }) })

  assert.deepEqual([status, body.error.code], [401, 'InvalidAuthenticationTokenAudience'])
  const accessToken = await issueAccessToken(parts, origin, granted)
  assert.equal((await call({ token: accessToken.text })).status, 200, 'the access token beside it is one')
})

test('a token never comes back in an answer', async () => {
  for (const token of ['not-a-token', await azure.tokenOf(owner, { aud: 'https://example.com' })]) {
    const reply = await call({ token })
    assert.ok(!JSON.stringify(reply).includes(token))
  }
})
