import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startLazulite } from 'lazulite'
import { scriptlessBrowser } from '../../conformance/clients/browser.ts'
import { broughtBack } from '../support/authorizeRequests.ts'
import { azureCli, tenantId } from '../support/known.ts'
import { request } from '../support/request.ts'

const azure = await startLazulite()
after(() => azure.close())

test('an authorization request that is nearly as long as a request may be can be signed in for', async () => {
  const browser = scriptlessBrowser(azure.httpUrl, (url, { method, headers, body }) =>
    request(url.href, { method, headers, ...(body !== undefined && { body }) }),
  )
  const state = 's'.repeat(14_000)
  const query = new URLSearchParams({
    client_id: azureCli,
    response_type: 'code',
    redirect_uri: 'http://localhost:54321',
    scope: 'openid',
    state,
  })

  const visit = await browser.signIn(`/${tenantId}/oauth2/v2.0/authorize?${query}`)

  const answer = broughtBack(visit)
  assert.ok(answer.code)
  assert.equal(answer.state, state)
})
