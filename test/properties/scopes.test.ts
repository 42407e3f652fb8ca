import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import fc, { type Arbitrary } from 'fast-check'
import { giveRole } from '../support/giveRole.ts'
import { inject } from '../support/inject.ts'
import { origin, subscriptionUrl } from '../support/known.ts'
import { answersIn, exchange } from '../support/rawSocket.ts'
import { shareService } from '../support/shareService.ts'
import { worldWithoutSecrets } from '../support/worldWithoutSecrets.ts'

const azure = await shareService({ world: worldWithoutSecrets })
const groupsUrl = `${subscriptionUrl}/resourceGroups`
const groups = ['Mine', 'Mine2', 'Min', 'Mine.x', 'Theirs', '(Mine)']
for (const name of groups) await azure.send('PUT', `${groupsUrl}/${name}`, { body: { location: 'eastus' } })

/** Somebody who may do everything in one group, and nothing anywhere else. */
const robot = { clientId: '88888888-8888-8888-8888-888888888888', objectId: '88888888-8888-8888-8888-00000000000a' }
await giveRole(azure, { principalId: robot.objectId, scope: `${groupsUrl}/mine` })
const authorization = `Bearer ${await azure.tokenOf(robot)}`
const get = (path: string) =>
  inject(azure, { method: 'GET', url: `${path}?api-version=2018-06-01`, headers: { authorization } })

const inHex = (letter: string): string => `%${letter.charCodeAt(0).toString(16)}`
const spelling = fc.constantFrom(
  (letter: string) => letter,
  (letter: string) => letter.toUpperCase(),
  (letter: string) => letter.toLowerCase(),
  (letter: string) => (letter === '/' ? letter : inHex(letter)),
)

/** The same path, each of its letters in any case, or as a percent and two digits. */
const respelt = (path: string): Arbitrary<string> =>
  fc
    .array(spelling, { minLength: path.length, maxLength: path.length })
    .map((spellings) => [...path].map((letter, index) => spellings[index]?.(letter) ?? letter).join(''))
    // A first letter in hexadecimal would be no path.
    .map((text) => text.replace(/^%2f/, '/'))

test('a role on a group holds there, however the path is written, and nowhere else', async () => {
  const place = fc.record({
    name: fc.constantFrom(...groups),
    below: fc.constantFrom('', '/', '/resources', '/resources/'),
  })
  const request = place.chain(({ name, below }) =>
    fc.record({ name: fc.constant(name), path: respelt(`${groupsUrl}/${name}${below}`) }),
  )
  await fc.assert(
    fc.asyncProperty(request, async ({ name, path }) => {
      const { status, text } = await get(path)

      assert.equal(status, name === 'Mine' ? 200 : 403, `${path} ${text}`)
    }),
    { numRuns: 200 },
  )
})

test('no ending of a path makes one group of another', async () => {
  const endings = [
    '%2F',
    '%2f..%2fMine',
    '%2F..',
    '/../Mine',
    '/%2e%2e/Mine',
    ';Mine',
    '%3FMine',
    '%23Mine',
    '//Mine',
    '%00',
  ]
  for (const ending of endings) {
    const { status, text } = await get(`${groupsUrl}/Theirs${ending}`)

    if (status === 200) assert.equal(JSON.parse(text).name, 'Mine', ending)
    else assert.ok(status >= 400 && status < 500, `${ending} ${text}`)
  }
})

test('a role on a group holds there for a target in absolute form, and a fragment widens nothing', async (t) => {
  await azure.app.ready()
  const server = createServer(azure.app.routing).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const { host } = new URL(origin)
  const statusOf = async (target: string): Promise<number | undefined> => {
    const head = `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${authorization}\r\nConnection: close\r\n\r\n`
    return answersIn(await exchange({ port }, head))[0]?.status
  }
  const version = 'api-version=2018-06-01'

  assert.equal(await statusOf(`http://${host}${groupsUrl}/Mine?${version}`), 200)
  assert.equal(await statusOf(`http://${host}${groupsUrl}/Theirs?${version}`), 403)
  for (const fragment of ['#', '#/../Mine', `#/resourceGroups/Mine?${version}&`, '#%zz&']) {
    const status = await statusOf(`${groupsUrl}/Theirs${fragment}${version}`)
    assert.ok(status && status >= 400 && status < 500, `${fragment} ${status}`)
  }
})
