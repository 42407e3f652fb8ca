import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeJwt } from 'jose'
import { asForm } from '../support/asForm.ts'
import { inject } from '../support/inject.ts'
import { owner, tenantId } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { ownerForm } from '../support/tokenRequests.ts'
import { otherTenantId, twoTenants } from '../support/twoTenants.ts'

const azure = await shareService({ world: twoTenants })

const postAt = (url: string) => inject(azure, { url, ...asForm(ownerForm) })

/** Two servers that read a path differently give away what the one refuses and the other does not. */
const tenants: Readonly<Record<string, string>> = {
  'the other, which does not know the application': otherTenantId,
  'the other, with a slash in it': `${tenantId}%2F..%2F${otherTenantId}`,
  'this one behind the other, encoded': `${otherTenantId}%2F..%2F${tenantId}`,
  'this one behind the other, encoded twice': `${otherTenantId}%252F..%252F${tenantId}`,
  'both with a comma': `${tenantId},${otherTenantId}`,
  'both with a null character': `${tenantId}%00${otherTenantId}`,
  'this one with a blank': `${tenantId}%20`,
  'this one with a tab': `%09${tenantId}`,
  'this one with a dot behind': `${tenantId}.`,
  'this one in braces': `%7B${tenantId}%7D`,
  'this one without hyphens': tenantId.replaceAll('-', ''),
  'this one with a semicolon': `${tenantId};x=${otherTenantId}`,
  'a wildcard': '%25',
  'another wildcard': '*',
  'the placeholder of discovery': '%7Btenantid%7D',
  'a member of every object': '__proto__',
  'a backslash': `..%5C${tenantId}`,
  'a name of a thousand letters': 'x'.repeat(1000),
  'letters that look alike': `lazulite.loca${encodeURIComponent('ⅼ')}`,
  'a Kelvin sign': encodeURIComponent('Kelvin.local'),
  'personal accounts': 'consumers',
  nothing: '',
}

for (const [what, tenant] of Object.entries(tenants)) {
  test(`with ${what} as tenant there is no token, no document and no page`, async () => {
    const answers = [
      await postAt(`/${tenant}/oauth2/v2.0/token`),
      await postAt(`/${tenant}/oauth2/token`),
      await inject(azure, { method: 'GET', url: `/${tenant}/oauth2/v2.0/authorize?client_id=${owner.clientId}` }),
    ]

    for (const { status, text, headers } of answers) {
      assert.ok(status >= 400 && status < 500, `${status} ${text}`)
      assert.doesNotMatch(text, /access_token|eyJ/)
      assert.equal(headers.location, undefined)
      assert.ok(text.length < 8000, 'what was sent is not sent back at its length')
    }
  })
}

for (const url of [
  `/${tenantId}/oauth2/v2.0/token`,
  `//${tenantId}/oauth2/v2.0/token`,
  `///${tenantId}/oauth2/v2.0/token/`,
  `/${tenantId}/OAuth2/V2.0/Token`,
  `/${tenantId.toUpperCase()}/oauth2/v2.0/token?tenant=${otherTenantId}&client_id=x`,
]) {
  test(`the tenant of ${url} is the one in its path, once`, async () => {
    const { status, text } = await postAt(url)

    assert.equal(status, 200, text)
    const claims = decodeJwt(JSON.parse(text).access_token)
    assert.deepEqual([claims.tid, claims.iss], [tenantId, `https://localhost:8443/${tenantId}/v2.0`])
  })
}

test('a token of one tenant opens nothing in another, whatever its path says', async () => {
  const { text } = await postAt(`/${tenantId}/oauth2/v2.0/token`)
  const token = JSON.parse(text).access_token
  const { subscriptions = [] } = twoTenants
  const theirs = subscriptions.filter((one) => one.tenantId === otherTenantId)

  assert.ok(theirs.length > 0)
  for (const { id } of theirs) {
    for (const path of [`/subscriptions/${id}`, `//subscriptions/${id}/`, `/SUBSCRIPTIONS/${id}/resourceGroups`]) {
      const { status, body } = await azure.send('GET', path, { token })
      assert.deepEqual([status, body.error.code], [401, 'InvalidAuthenticationTokenTenant'], path)
    }
  }
})
