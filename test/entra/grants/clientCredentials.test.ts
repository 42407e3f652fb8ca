import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  applicationId,
  armScope,
  basic,
  goodForm,
  objectId,
  origin,
  otherOrigin,
  secret,
  startTokenService,
  tenantDomain,
  tenantId,
  without,
} from '../support.ts'

const seconds = Math.floor(Date.parse('2026-01-02T03:04:05Z') / 1000)

test('an application gets a token with the claims of a real one for Resource Manager', async (t) => {
  const entra = await startTokenService(t)

  const { status, body } = await entra.postToken(goodForm)

  assert.equal(status, 200)
  assert.deepEqual(without(body, 'access_token'), { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 })
  const { header, claims } = await entra.verified(body.access_token)
  assert.deepEqual(header, { typ: 'JWT', alg: 'RS256', kid: entra.signingKeys.jwks[0]?.kid })
  assert.match(String(claims.uti), /^[\w-]{22}$/)
  assert.deepEqual(without(claims as Record<string, string>, 'uti'), {
    aud: 'https://management.azure.com',
    iss: `${origin}/${tenantId}/v2.0`,
    iat: seconds,
    nbf: seconds,
    exp: seconds + 3600,
    appid: applicationId,
    appidacr: '1',
    idp: `${origin}/${tenantId}/v2.0`,
    idtyp: 'app',
    oid: objectId,
    sub: objectId,
    tid: tenantId,
    ver: '1.0',
  })
})

test('the v1 endpoint takes a resource, and answers with numbers as text', async (t) => {
  const entra = await startTokenService(t)
  const form = { ...without(goodForm, 'scope'), resource: 'https://management.core.windows.net/' }

  const { body } = await entra.postToken(form, { url: `/${tenantId}/oauth2/token` })

  assert.deepEqual(without(body, 'access_token'), {
    token_type: 'Bearer',
    expires_in: '3599',
    ext_expires_in: '3599',
    expires_on: String(seconds + 3600),
    not_before: String(seconds),
    resource: 'https://management.core.windows.net/',
  })
  assert.equal((await entra.verified(body.access_token)).claims.aud, 'https://management.core.windows.net/')
})

test('no two tokens are the same, even within a second', async (t) => {
  const entra = await startTokenService(t)

  const [one, other] = await Promise.all([entra.postToken(goodForm), entra.postToken(goodForm)])

  assert.notEqual(one.body.access_token, other.body.access_token)
})

for (const [given, audience] of [
  [{ scope: armScope }, 'https://management.azure.com'],
  [{ scope: 'https://management.azure.com//.default' }, 'https://management.azure.com/'],
  [{ scope: `${origin}/.default` }, origin],
  [{ scope: `${origin}//.default` }, `${origin}/`],
  [{ scope: `${otherOrigin}/.default` }, otherOrigin],
  [{ scope: `${origin}/graph/.default` }, `${origin}/graph`],
  [{ scope: 'https://graph.microsoft.com/.default' }, 'https://graph.microsoft.com'],
  [{ scope: `${armScope} openid offline_access profile` }, 'https://management.azure.com'],
  [{ scope: ` ${armScope}  openid ` }, 'https://management.azure.com'],
  [{ resource: 'https://graph.windows.net/' }, 'https://graph.windows.net/'],
  [{ resource: 'https://management.azure.com', scope: armScope }, 'https://management.azure.com'],
  [{ resource: 'https://management.azure.com', scope: 'openid' }, 'https://management.azure.com'],
] as const) {
  for (const path of ['/oauth2/v2.0/token', '/oauth2/token']) {
    test(`POST ${path} with ${JSON.stringify(given)} gives a token for ${audience}`, async (t) => {
      const entra = await startTokenService(t)

      const { body } = await entra.postToken(
        { ...without(goodForm, 'scope'), ...given },
        { url: `/${tenantId}${path}` },
      )

      assert.equal((await entra.verified(body.access_token)).claims.aud, audience)
    })
  }
}

test('the secret may come by HTTP Basic, with or without the same client_id in the body', async (t) => {
  const entra = await startTokenService(t)
  const headers = { authorization: basic(applicationId, secret) }

  const alone = await entra.postToken(without(goodForm, 'client_id', 'client_secret'), { headers })
  const named = await entra.postToken(without(goodForm, 'client_secret'), { headers })

  assert.deepEqual([alone.status, named.status], [200, 200])
})

test('HTTP Basic is form-encoded, and read as it is where it cannot have been', async (t) => {
  const entra = await startTokenService(t)
  const encoded = secret.replaceAll('%', '%25').replaceAll('+', '%2B').replaceAll(' ', '+')

  for (const [password, status] of [
    [encoded, 200],
    [secret, 200],
    [secret.replaceAll('+', '%2B'), 401],
  ] as const) {
    const authorization = `basic ${Buffer.from(`${applicationId}:${password}`).toString('base64')}`
    const reply = await entra.postToken(without(goodForm, 'client_id', 'client_secret'), { headers: { authorization } })
    assert.equal(reply.status, status, password)
  }
})

test('the tenant may be named by its domain, and everything in any letter case', async (t) => {
  const entra = await startTokenService(t)
  const url = `/${tenantDomain.toUpperCase()}/OAuth2/V2.0/Token/`

  const { status, body } = await entra.postToken(goodForm, { url })

  assert.equal(status, 200)
  assert.equal((await entra.verified(body.access_token)).claims.iss, `${origin}/${tenantId}/v2.0`)
})

test('the issuer is of the origin that the request names', async (t) => {
  const entra = await startTokenService(t)

  const { body } = await entra.postToken(goodForm, { headers: { host: 'localhost:8080' } })

  assert.equal((await entra.verified(body.access_token)).claims.iss, `${otherOrigin}/${tenantId}/v2.0`)
})

test('parameters that nobody knows are ignored, and so is the query', async (t) => {
  const entra = await startTokenService(t)
  const form = { ...goodForm, client_info: '1', claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}' }

  const { status } = await entra.postToken(form, {
    url: `/${tenantId}/oauth2/v2.0/token?scope=a&scope=b&grant_type=password`,
  })

  assert.equal(status, 200)
})
