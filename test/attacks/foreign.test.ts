import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asForm } from '../support/asForm.ts'
import { inject } from '../support/inject.ts'
import { origin, owner, subscriptionId, tenantId } from '../support/known.ts'
import type { Answer } from '../support/request.ts'
import { servedPaths } from '../support/servedPaths.ts'
import { shareService } from '../support/shareService.ts'
import { ownerForm } from '../support/tokenRequests.ts'

const friend = 'https://portal.example.com'
const azure = await shareService({ corsOrigins: [friend] })
const authorization = `Bearer ${await azure.tokenOf(owner)}`

const names: Readonly<Record<string, string>> = { ':tenant': tenantId, ':subscriptionId': subscriptionId }
const paths = (await servedPaths(azure.app))
  // Says of nobody anything, and load balancers ask it by address.
  .filter(({ path }) => path.startsWith('/') && path !== '/health')
  .map(({ path, methods }) => ({ methods, path: path.replace(/:\w+/g, (name) => names[name] ?? 'x') }))

/** With all that would open a door: the token of the Owner, the headers of managed identity, a form that is good. */
const sendTo = (path: string, method: string, headers: Readonly<Record<string, string>>): Promise<Answer> => {
  const all = { authorization, metadata: 'true', 'x-identity-header': 'x', ...headers }
  const url = `${path}?api-version=2018-06-01`
  return inject(azure, method === 'POST' ? { url, ...asForm(ownerForm, all) } : { method, url, headers: all })
}

const assertNothing = ({ status, headers, text }: Answer, expected: number): void => {
  assert.equal(status, expected, text)
  const told = Object.keys(headers).filter((name) => /^access-control-|^set-cookie$|^location$/.test(name))
  assert.deepEqual(told, [])
  assert.doesNotMatch(text, /eyJ|IR@|<form/)
}

test('the attacks find the paths of every part of the server', () => {
  const found = paths.map(({ path }) => path)

  for (const path of [
    `/${tenantId}/oauth2/v2.0/token`,
    `/${tenantId}/oauth2/v2.0/authorize`,
    `/${tenantId}/login`,
    '/device',
    '/oidc/userinfo',
    '/metadata/identity/oauth2/token',
    '/metadata/endpoints',
    `/subscriptions/${subscriptionId}`,
  ]) {
    assert.ok(found.includes(path), `${path} is not in ${found.join(' ')}`)
  }
})

for (const { path, methods } of paths) {
  test(`${path} is not there under a foreign name, whatever the method`, async () => {
    for (const method of methods) {
      for (const host of ['evil.example', 'evil.example:8443', 'localhost']) {
        assertNothing(await sendTo(path, method, { host }), 421)
      }
    }
  })

  test(`${path} is not there for a foreign page, whatever the method`, async () => {
    for (const method of methods) {
      for (const page of ['https://evil.example', 'null', `${origin}.evil.example`, 'http://localhost:3000']) {
        assertNothing(await sendTo(path, method, { origin: page }), 403)
      }
    }
  })

  test(`a foreign page that asks before is not let through to ${path}`, async () => {
    const asking = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }

    assertNothing(await sendTo(path, 'OPTIONS', { ...asking, origin: 'https://evil.example' }), 403)
  })

  test(`no answer of ${path} lets a page use what the browser knows of somebody`, async () => {
    for (const method of methods) {
      const { headers } = await sendTo(path, method, { origin: friend })

      assert.equal(headers['access-control-allow-credentials'], undefined)
      assert.notEqual(headers['access-control-allow-origin'], '*')
    }
  })
}
