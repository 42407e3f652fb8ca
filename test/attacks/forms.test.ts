import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asForm } from '../support/asForm.ts'
import { inject } from '../support/inject.ts'
import { tenantId } from '../support/known.ts'
import { servedPaths } from '../support/servedPaths.ts'
import { shareService } from '../support/shareService.ts'
import { ownerForm, postToken } from '../support/tokenRequests.ts'

const azure = await shareService()
/** Wherever the token service takes a form. */
const paths: string[] = []
for (const { path } of await servedPaths(azure.app)) {
  if (!/^\/(:tenant|device|oidc)\b/.test(path)) continue
  const url = path.replace(':tenant', tenantId)
  const { status } = await inject(azure, { method: 'POST', url })
  if (status !== 405) paths.push(url)
}

const post = (url: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
  inject(azure, { url, ...asForm(body, headers), body })

/** Who signs out need not say anything; whoever else sends nothing of use is refused. */
const assertHarmless = (path: string, status: number, message: string): void =>
  assert.ok(status === 200 ? path.endsWith('/logout') : status >= 400 && status < 500, `${message}: ${status}`)

/** Each is refused by what it is, or by what it lacks, whatever the path. */
const forms: Readonly<Record<string, string>> = {
  'thousands of parameters': Array.from({ length: 8000 }, (_, one) => `p${one}=`).join('&'),
  'thousands of the same parameter': 'client_id=x&'.repeat(5000),
  'thousands of ampersands': '&'.repeat(60_000),
  'thousands of broken percent signs': '%'.repeat(60_000),
  'one name of sixty thousand letters': 'x'.repeat(60_000),
  'members of every object': '__proto__=x&constructor=y&toString=z&hasOwnProperty=1',
  'null characters': '%00=%00&client_id=%00',
  'what is no UTF-8': '%ff=%fe&client_id=%c0%af',
  'half a surrogate pair': 'client_id=%ed%a0%80',
  'line breaks and escapes': 'client_id=%0d%0aSet-Cookie:%20a=b%1b[2J&grant_type=%0d%0aLocation:%20x',
  'a page in place of a name': 'client_id=%3Cscript%3Ealert(1)%3C/script%3E&grant_type=%3Cimg%20src=x%3E',
  'a list': 'client_id[]=a&client_id[]=b',
  'an object': 'client_id[a]=b&grant_type[toString]=c',
}

test('the attacks find where forms are taken', () => {
  for (const path of [`/${tenantId}/oauth2/v2.0/token`, `/${tenantId}/login`, `/${tenantId}/oauth2/v2.0/devicecode`]) {
    assert.ok(paths.includes(path), `${path} is not in ${paths.join(' ')}`)
  }
})

for (const path of paths) {
  test(`${path} refuses odd forms, and tells little of what was in them`, async () => {
    for (const [what, body] of Object.entries(forms)) {
      const { status, headers, text } = await post(path, body)

      assertHarmless(path, status, what)
      assert.ok(text.length < 8000, `${what}: ${text.length} letters`)
      assert.doesNotMatch(text, /[^\P{Cc}\n]|access_token|eyJ/u, what)
      if (String(headers['content-type']).startsWith('text/html')) assert.doesNotMatch(text, /<script|src=x/, what)
      assert.equal(headers.location, undefined, what)
      assert.doesNotMatch(JSON.stringify(headers['set-cookie'] ?? []), /a=b/, what)
    }
  })

  test(`${path} reads no more than 64 KiB`, async () => {
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
      const { status } = await post(path, `a=${'x'.repeat(64 * 1024)}`, headers)

      assert.equal(status, 413)
    }
  })

  test(`${path} takes no other form of a form`, async () => {
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'application/xml', '']) {
      const { status, text } = await post(path, JSON.stringify(ownerForm), { 'content-type': type })

      assertHarmless(path, status, type)
      assert.doesNotMatch(text, /access_token|eyJ/)
    }
  })
}

test('a form with thousands of parameters beside those that count is read as any other', async () => {
  const many = Object.fromEntries(Array.from({ length: 4000 }, (_, one) => [`p${one}`, 'x']))

  assert.equal((await postToken(azure, { ...many, ...ownerForm })).status, 200)
})

test('a query of thousands of parameters is no way around', async () => {
  const query = Array.from({ length: 1000 }, (_, one) => `p${one}=x`).join('&')

  for (const url of [
    `/${tenantId}/oauth2/v2.0/authorize?${query}`,
    `/${tenantId}/oauth2/v2.0/authorize?${'client_id=x&'.repeat(1000)}`,
    `/common/discovery/instance?${query}`,
  ]) {
    const { status, text } = await inject(azure, { method: 'GET', url })

    assert.equal(status, 400)
    assert.ok(text.length < 8000)
  }
})
