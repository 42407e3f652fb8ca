import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { startLazulite } from 'lazulite'
import { asForm } from '../support/asForm.ts'
import { owner, tenantId } from '../support/known.ts'
import { type Answer, fetchToken, request } from '../support/request.ts'
import { ownerForm } from '../support/tokenRequests.ts'

const pagesOfItsOwn = 'https://portal.example.com'
const azure = await startLazulite({ corsOrigin: [pagesOfItsOwn] })
after(() => azure.close())

const ports = { https: azure.url, 'plain http': azure.httpUrl }
const tokenPath = `/${tenantId}/oauth2/v2.0/token`
const subscriptionsPath = '/subscriptions?api-version=2022-12-01'

const send = (url: string, sent: Parameters<typeof request>[1]) => request(url, { ca: azure.ca, ...sent })

/** What the browser would let the page read, or use. */
const assertNothing = ({ status, headers, text }: Answer, expected: number): void => {
  assert.equal(status, expected, text)
  assert.equal(headers['access-control-allow-origin'], undefined, 'and so the page may not read even this')
  assert.doesNotMatch(text, /eyJ|access_token|subscriptionId|IR@|_endpoint/)
}

for (const [port, url] of Object.entries(ports)) {
  const foreignOrigins = [
    'https://evil.example',
    'null',
    `${url}.evil.example`,
    `${url}0`,
    'http://localhost',
    url.toUpperCase(),
  ]

  describe(`a page of a foreign origin, over ${port}`, () => {
    for (const origin of foreignOrigins) {
      test(`gets no token with the well-known secret, and no answer: ${origin.replace(/\d{4,}/, 'PORT')}`, async () => {
        const token = await fetchToken(azure.httpUrl, { tenantId, ...owner })
        const authorization = `Bearer ${token}`

        // A form is what a page may post without asking first.
        const posted = await send(url + tokenPath, asForm(ownerForm, { origin }))
        const read = await send(url + subscriptionsPath, { headers: { origin, authorization } })
        const discovered = await send(`${url}/${tenantId}/v2.0/.well-known/openid-configuration`, {
          headers: { origin },
        })
        const metadata = await send(`${url}/metadata/endpoints?api-version=2022-09-01`, { headers: { origin } })

        for (const answer of [posted, read, discovered, metadata]) assertNothing(answer, 403)
      })
    }

    for (const path of [tokenPath, subscriptionsPath]) {
      test(`is not let through when it asks first: ${path.split('?')[0]}`, async () => {
        const headers = {
          origin: 'https://evil.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
          'access-control-request-private-network': 'true',
        }
        const answer = await send(url + path, { method: 'OPTIONS', headers })

        assertNothing(answer, 403)
        const allowed = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-allow'))
        assert.deepEqual(allowed, [])
      })
    }
  })

  describe(`a foreign Host, as DNS rebinding sends it, over ${port}`, () => {
    const { port: number } = new URL(url)
    const hosts = [
      'evil.example',
      `evil.example:${number}`,
      'localhost',
      'localhost:1',
      `localhost.:${number}`,
      `127.0.0.1.:${number}`,
      `localhost@evil.example:${number}`,
    ]
    for (const host of hosts) {
      test(`gets no token and no answer: ${host.replace(number, 'PORT')}`, async () => {
        const token = await fetchToken(azure.httpUrl, { tenantId, ...owner })
        const headers = { host, authorization: `Bearer ${token}` }

        const posted = await send(url + tokenPath, asForm(ownerForm, { host }))
        // To such a page it is its own origin: it may read what it gets.
        const sameOrigin = `${new URL(url).protocol}//${host}`
        const read = await send(url + subscriptionsPath, { headers: { ...headers, origin: sameOrigin } })
        const navigated = await send(url + subscriptionsPath, { headers })
        const discovered = await send(`${url}/${tenantId}/v2.0/.well-known/openid-configuration`, { headers: { host } })
        const metadata = await send(`${url}/metadata/endpoints?api-version=2022-09-01`, { headers: { host } })

        for (const answer of [posted, read, navigated, discovered, metadata]) assertNothing(answer, 421)
      })
    }
  })

  test(`the server's own pages, and those that it was told of, are let through over ${port}`, async () => {
    for (const origin of [azure.url, azure.httpUrl, pagesOfItsOwn]) {
      const answer = await send(url + tokenPath, asForm(ownerForm, { origin }))

      assert.equal(answer.status, 200, answer.text)
      assert.equal(answer.headers['access-control-allow-origin'], origin)
      assert.match(String(answer.headers.vary), /\bOrigin\b/i, 'or a cache would give it to others')
      assert.equal(answer.headers['access-control-allow-credentials'], undefined)
    }
  })
}
