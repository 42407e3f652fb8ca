import assert from 'node:assert/strict'
import { dirname } from 'node:path/posix'
import { before, test } from 'node:test'
import type { TObject } from 'typebox'
import { routes } from '../../src/operations/routes.ts'
import { followLink } from '../support/followLink.ts'
import { factoryUrl, groupUrl, origin, owner, subscriptionId, subscriptionUrl } from '../support/known.ts'
import { readPages } from '../support/readPages.ts'
import { selfHosted } from '../support/runtimeKinds.ts'
import { sampleOf } from '../support/samples.ts'
import { shareService } from '../support/shareService.ts'
import { otherTenantId, twoTenants } from '../support/twoTenants.ts'

const azure = await shareService({ world: twoTenants, pageSize: 5 })

const factoriesUrl = `${groupUrl}/providers/Microsoft.DataFactory/factories`
const runtimesUrl = `${factoryUrl}/integrationRuntimes`
const groupNames = ['rg', 'Äther', 'a.b', '(x)', '_', 'RG-2', 'ñandú', 'Σίσυφος']
const runtimeNames = ['Runtime-1', 'runtime-10', 'RUNTIME-2', 'a00', 'a-0', 'aa0', 'Zzz', '000']

before(async () => {
  await azure.givenAFactory()
  for (const name of groupNames) {
    const url = `${subscriptionUrl}/resourceGroups/${encodeURIComponent(name)}`
    assert.ok((await azure.send('PUT', url, { body: { location: 'eastus' } })).status < 300, name)
  }
  for (const name of runtimeNames) {
    const { status } = await azure.send('PUT', `${runtimesUrl}/${name}`, { body: { properties: selfHosted } })
    assert.equal(status, 200, name)
    await azure.send('PUT', `${factoriesUrl}/Of-${name}`, { body: { location: 'eastus' } })
  }
})

/** What is answered in pages, at each place where it is asked. */
const lists = routes
  .filter(
    ({ method, replies }) => method === 'GET' && 'nextLink' in ((replies[200] as TObject | null)?.properties ?? {}),
  )
  .map((operation) => {
    const { id } = operation
    const names = { subscriptionId, resourceGroupName: 'rg', factoryName: 'Factory-1', integrationRuntimeName: 'Zzz' }
    const path = operation.path.replace(/:(\w+)/g, (_, name: keyof typeof names) => names[name])
    return { id, path, query: sampleOf(operation).query ?? '' }
  })

test('every list is looked at here', () => {
  const ids = new Set(lists.map(({ id }) => id))

  for (const id of ['Factories_List', 'IntegrationRuntimes_ListByFactory', 'Operations_List', 'ResourceGroups_List']) {
    assert.ok(ids.has(id), id)
  }
  assert.ok(ids.size >= 10)
  for (const { path } of lists) assert.doesNotMatch(path, /undefined/)
})

/** As it is without pages: the fewest that are needed. */
const whole = async (path: string, query = '') =>
  (await readPages(azure, path, { query })).flatMap(({ value }) => value)

for (const { id, path, query } of lists) {
  test(`all pages of ${id} at ${path} are the whole list, however small they are`, async () => {
    const all = await whole(path, query)

    for (const top of [1, 2, 3, 5, 99]) {
      const pages = await readPages(azure, path, { query: `$top=${top}&${query}` })

      assert.deepEqual(
        pages.flatMap(({ value }) => value),
        all,
      )
      const size = id === 'Control_AuditRecords' ? top : Math.min(top, 5)
      const [last, ...others] = pages.toReversed()
      for (const { value } of others) assert.equal(value.length, size, 'all but the last are full')
      assert.ok(last && last.value.length <= size)
      assert.ok(last.value.length > 0 || all.length === 0, 'no page is empty but that of an empty list')
      for (const page of pages) assert.deepEqual(Object.keys(page), page === last ? ['value'] : ['value', 'nextLink'])
    }
  })
}

test('a page is as long as the server has it, where nobody asks for less', async () => {
  const pages = await readPages(azure, runtimesUrl)

  assert.deepEqual(
    pages.map(({ value }) => value.length),
    [5, 3],
  )
})

test('lists are sorted by name, whatever its letter case', async () => {
  const names = async (path: string) => (await whole(path)).map(({ name }) => name)

  const lower = (name: string): string => name.toLowerCase()
  const sorted = (all: readonly string[]) => all.toSorted((a, b) => (lower(a) < lower(b) ? -1 : 1))
  assert.deepEqual(await names(runtimesUrl), sorted(runtimeNames))
  assert.deepEqual(await names(factoriesUrl), sorted(['Factory-1', ...runtimeNames.map((name) => `Of-${name}`)]))
  assert.deepEqual(await names(`${subscriptionUrl}/resourceGroups`), sorted(groupNames))
})

const linkOf = async (path: string, query = '$top=1', sent: Parameters<typeof azure.send>[2] = {}): Promise<string> => {
  const { body } = await azure.send('GET', path, { ...sent, query: `api-version=2018-06-01&${query}` })
  assert.equal(typeof body.nextLink, 'string', path)
  return body.nextLink
}

const groupsUrl = dirname(groupUrl)

const tokenIn = (link: string): string => new URL(link).searchParams.get('$skiptoken') ?? assert.fail(link)

/** Who answers a list refuses a wrong query of it: the provider its own, the gateway all others. */
const assertSpeaker = (path: string, error: object & { code: string }, headers: object): void => {
  const isProvided = path.includes('/providers/Microsoft.DataFactory/') && !path.includes('/Microsoft.Authorization/')
  assert.equal(error.code, isProvided ? 'BadRequest' : 'InvalidRequestUri', path)
  assert.deepEqual(Object.keys(error), isProvided ? ['code', 'message', 'target', 'details'] : ['code', 'message'])
  assert.equal('server' in headers, isProvided)
}

const refused = async (path: string, query: string, sent: Parameters<typeof azure.send>[2] = {}) => {
  const { status, headers, body } = await azure.send('GET', path, { ...sent, query: `api-version=2018-06-01&${query}` })
  assert.equal(status, 400, `${path}?${query}`)
  assertSpeaker(path, body.error, headers)
  assert.match(body.error.message, /^The \$skiptoken is not valid for this list\. Begin anew without it/)
}

test('nextLink is a whole address at the origin that was called, with all that was asked for', async () => {
  const link = await linkOf(`${runtimesUrl.replace('/rg/', '/RG/')}/`, '%24Top=2&more=a%20b', {
    headers: { host: 'localhost:8080', 'x-forwarded-host': 'elsewhere', forwarded: 'host=elsewhere' },
  })

  const { origin: place, pathname, searchParams } = new URL(link)
  assert.equal(place, 'http://localhost:8080')
  assert.equal(pathname, runtimesUrl.replace('/rg/', '/RG/'))
  assert.deepEqual([...searchParams.keys()], ['api-version', '$Top', 'more', '$skiptoken'])
  assert.equal(searchParams.get('more'), 'a b')
  assert.equal(new URL(await linkOf(runtimesUrl)).origin, origin)
})

test('nextLink says nothing to who reads it', async () => {
  const token = tokenIn(await linkOf(runtimesUrl))

  assert.match(token, /^[\w-]+$/)
  assert.doesNotMatch(Buffer.from(token, 'base64url').toString('latin1'), /000|runtime|rg/i)
  assert.notEqual(tokenIn(await linkOf(runtimesUrl)), token, 'not the same twice')
})

test('nextLink is good in any letter case, at any of the server’s origins, and as often as one likes', async () => {
  const link = await linkOf(runtimesUrl)
  const token = tokenIn(link)
  const expected = (await followLink(azure, link)).body.value

  const upper = runtimesUrl.toUpperCase()
  for (const [path, name] of [
    [runtimesUrl, '$skiptoken'],
    [upper, '$skipToken'],
    [upper, '%24SKIPTOKEN'],
    [`${runtimesUrl}/`, '$skiptoken'],
  ]) {
    const query = `api-version=2018-06-01&$top=1&${name}=${token}`
    const { body } = await azure.send('GET', `${path}`, { query, headers: { host: 'localhost:8080' } })
    assert.deepEqual(body.value, expected, `${path} ${name}`)
    assert.equal(new URL(body.nextLink).searchParams.size, 3, 'one token, not two')
  }
})

test('a page of another length may follow', async () => {
  const token = tokenIn(await linkOf(runtimesUrl))

  const { body } = await azure.send('GET', runtimesUrl, { query: `api-version=2018-06-01&$skiptoken=${token}&$top=4` })

  assert.deepEqual(body.value, (await whole(runtimesUrl)).slice(1, 5))
})

test('a token that is no token of this server is refused', async () => {
  const token = tokenIn(await linkOf(runtimesUrl))
  const middle = token.length >> 1
  const spoilt = [
    '',
    'x',
    '0',
    '%00',
    'a00',
    token.slice(1),
    token.slice(0, -1),
    `${token}A`,
    `${token}%3D`,
    `${token}%20`,
    `+${token}`,
    token.slice(0, middle) + (token[middle] === 'A' ? 'B' : 'A') + token.slice(middle + 1),
    token.toLowerCase(),
    'A'.repeat(10_000),
    Buffer.from('a00').toString('base64url'),
    encodeURIComponent(JSON.stringify({ after: 'a00' })),
  ]

  for (const one of spoilt) await refused(runtimesUrl, `$skiptoken=${one}`)
})

test('a token of one list is refused by every other, and by the same one elsewhere', async () => {
  const tokens = new Map<string, string>()
  const filled: string[] = []
  for (const { path, query } of lists) {
    const { body } = await azure.send('GET', path, { query: `api-version=2018-06-01&$top=1&${query}` })
    if (body.value.length > 0) filled.push(path)
    if (body.nextLink) tokens.set(path, tokenIn(body.nextLink))
  }
  assert.ok(tokens.size >= 7)

  for (const [from, token] of tokens) {
    for (const path of filled) if (path !== from) await refused(path, `$skiptoken=${token}`)
  }
  const token = tokens.get(runtimesUrl)
  await azure.send('PUT', `${factoryUrl}-2`, { body: { location: 'eastus' } })
  await refused(runtimesUrl.replace('Factory-1', 'Factory-1-2'), `$skiptoken=${token}`)
})

test('a token of one filter is refused with another, and without', async () => {
  const token = tokenIn(await linkOf(factoriesUrl, "$top=1&$filter=name eq 'x'".replaceAll(' ', '%20')))

  await refused(factoriesUrl, `$skiptoken=${token}`)
  await refused(factoriesUrl, `$filter=name&$skiptoken=${token}`)
  const same = `$skiptoken=${token}&$filter=name+eq+'x'`
  assert.equal((await azure.send('GET', factoriesUrl, { query: `api-version=2018-06-01&${same}` })).status, 200)
})

test('a token of one tenant is refused in another', async () => {
  const path = '/providers/Microsoft.DataFactory/operations'
  const stranger = await azure.tokenOf(owner, { tid: otherTenantId, iss: `${origin}/${otherTenantId}/v2.0` })
  const token = tokenIn(await linkOf(path))
  const theirs = tokenIn(await linkOf(path, '$top=1', { token: stranger }))

  await refused(path, `$skiptoken=${token}`, { token: stranger })
  await refused(path, `$skiptoken=${theirs}`)
  const query = `api-version=2018-06-01&$skiptoken=${theirs}`
  assert.equal((await azure.send('GET', path, { query, token: stranger })).status, 200)
})

test('a token gives nobody a right', async () => {
  const query = `api-version=2018-06-01&$skiptoken=${tokenIn(await linkOf(runtimesUrl))}`
  const token = await azure.tokenOf({ clientId: owner.clientId, objectId: otherTenantId })

  assert.equal((await azure.send('GET', runtimesUrl, { query, token: null })).status, 401)
  assert.equal((await azure.send('GET', runtimesUrl, { query, token })).status, 403)
})

test('a wrong query of a list of the gateway is refused by the gateway', async () => {
  for (const query of ['$top=0', '$top=1&$top=2', '$skiptoken=x']) {
    const { status, headers, body } = await azure.send('GET', groupsUrl, { query: `api-version=2018-06-01&${query}` })
    assert.equal(status, 400, query)
    assertSpeaker(groupsUrl, body.error, headers)
  }
})

for (const top of ['0', '-1', '1.5', '01', '1e3', 'x', '', '%20', '9999999999', 'null', '１']) {
  test(`$top=${top} is refused`, async () => {
    const { status, body } = await azure.send('GET', runtimesUrl, { query: `api-version=2018-06-01&$top=${top}` })

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
    assert.match(body.error.message, /\$top/)
  })
}

test('what is given twice is refused', async () => {
  for (const name of ['$top', '$skiptoken', '$filter']) {
    const query = `api-version=2018-06-01&${name}=1&${name.toUpperCase()}=1`
    const { status, body } = await azure.send('GET', runtimesUrl, { query })
    assert.equal(status, 400)
    assert.ok(body.error.message.includes(name))
  }
})

test('a list goes on where the last item of a page is gone, and does not show what came before it', async () => {
  const url = (name: string): string => `${factoryUrl}-gone/integrationRuntimes/${name}`
  await azure.send('PUT', `${factoryUrl}-gone`, { body: { location: 'eastus' } })
  for (const name of ['bbb', 'ddd', 'fff']) await azure.send('PUT', url(name), { body: { properties: selfHosted } })

  const pages = await readPages(azure, `${factoryUrl}-gone/integrationRuntimes`, {
    query: '$top=1',
    meanwhile: async (count) => {
      if (count > 1) return
      assert.equal((await azure.send('DELETE', url('bbb'))).status, 200)
      for (const name of ['aaa', 'ccc']) await azure.send('PUT', url(name), { body: { properties: selfHosted } })
    },
  })

  assert.deepEqual(
    pages.flatMap(({ value }) => value.map(({ name }) => name)),
    ['bbb', 'ccc', 'ddd', 'fff'],
  )
})

test('a list whose rest is gone ends with an empty page', async () => {
  const url = (name: string): string => `${factoryUrl}-rest/integrationRuntimes/${name}`
  await azure.send('PUT', `${factoryUrl}-rest`, { body: { location: 'eastus' } })
  for (const name of ['aaa', 'bbb']) await azure.send('PUT', url(name), { body: { properties: selfHosted } })

  const pages = await readPages(azure, `${factoryUrl}-rest/integrationRuntimes`, {
    query: '$top=1',
    meanwhile: async () => void (await azure.send('DELETE', url('bbb'))),
  })

  assert.deepEqual(pages[1], { value: [] })
})
