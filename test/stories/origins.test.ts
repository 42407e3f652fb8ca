import assert from 'node:assert/strict'
import { networkInterfaces } from 'node:os'
import { after, test } from 'node:test'
import { startLazulite } from 'lazulite'
import { owner, tenantId } from '../support/known.ts'
import { fetchToken, request } from '../support/request.ts'

const azure = await startLazulite()
after(() => azure.close())

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'))
const origins = ['localhost', '127.0.0.1', ...(hasIpv6 ? ['[::1]'] : [])].flatMap((name) =>
  [azure.url, azure.httpUrl].map((url) => url.replace('localhost', name)),
)
const { ca } = azure
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

test('each of its names has its certificate, its sign-in and its tokens, and all take the tokens of each', async () => {
  for (const issuing of origins) {
    const token = await fetchToken(issuing, { tenantId, ...owner }, ca)
    const discovery = await request(`${issuing}/${tenantId}/v2.0/.well-known/openid-configuration`, { ca })

    assert.equal(claimsOf(token).iss, `${issuing}/${tenantId}/v2.0`)
    assert.equal(JSON.parse(discovery.text).issuer, `${issuing}/${tenantId}/v2.0`)
    assert.equal(JSON.parse(discovery.text).token_endpoint, `${issuing}/${tenantId}/oauth2/v2.0/token`)
    for (const asked of origins) {
      const headers = { authorization: `Bearer ${token}` }
      const { status, text } = await request(`${asked}/subscriptions?api-version=2022-12-01`, { headers, ca })
      assert.equal(status, 200, `${issuing} → ${asked}: ${text}`)
    }
  }
})

test('the challenge and the metadata name the origin that was asked', async () => {
  for (const origin of origins) {
    const { status, headers } = await request(`${origin}/subscriptions?api-version=2022-12-01`, { ca })
    const metadata = await request(`${origin}/metadata/endpoints?api-version=2022-09-01`, { ca })

    assert.equal(status, 401)
    assert.ok(
      headers['www-authenticate']?.startsWith(`Bearer authorization_uri="${origin}/`),
      headers['www-authenticate'],
    )
    assert.equal(JSON.parse(metadata.text).authentication.loginEndpoint, origin)
  }
})
