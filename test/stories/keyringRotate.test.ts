import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { factoryUrl, groupUrl, owner, tenantId } from '../support/known.ts'
import { runLazulite, type Server, startProgram } from '../support/program.ts'
import { fetchToken, request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const runtimes = 200
const workers = 8

/** Sends to the plain port as the Owner; whatever is not answered 200 or 201 is a failure. */
const senderTo = async (t: TestContext, { ready: { httpUrl } }: Server) => {
  const agent = new Agent({ keepAlive: true })
  t.after(() => agent.destroy())
  const authorization = `Bearer ${await fetchToken(httpUrl, { tenantId, ...owner })}`
  return async (method: string, path: string, body?: object) => {
    const { status, text } = await request(`${httpUrl}${path}?api-version=2018-06-01`, {
      method,
      headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      agent,
    })
    assert.ok(status === 200 || status === 201, `${method} ${path}: ${status} ${text}`)
    return JSON.parse(text)
  }
}

type Send = Awaited<ReturnType<typeof senderTo>>

const urlOf = (index: number): string => `${factoryUrl}/integrationRuntimes/Runtime-${index}`
const propertiesWith = (value: string) => ({
  type: 'SelfHosted',
  description: value,
  hidden: [{ type: 'SecureString', value }, null],
})

/** Somebody who rotates, lists and changes runtimes of its own until it is told to stop, and believes no more than it is told. */
const work = async (send: Send, mine: readonly number[], isOver: () => boolean) => {
  const known = new Map<number, object>()
  let answered = 0
  for (let round = 0; !isOver(); round += 1) {
    for (const index of mine) {
      const keyName = round % 2 === 0 ? 'authKey1' : 'authKey2'
      const before = known.get(index) ?? (await send('POST', `${urlOf(index)}/listAuthKeys`))
      const fresh = await send('POST', `${urlOf(index)}/regenerateAuthKey`, { keyName })
      known.set(index, { ...before, ...fresh })
      assert.deepEqual(await send('POST', `${urlOf(index)}/listAuthKeys`), known.get(index), `Runtime-${index}`)
      const value = `value ${round} of ${index}`
      const put = await send('PUT', urlOf(index), { properties: propertiesWith(value) })
      assert.deepEqual(put.properties, shownWith(value))
      answered += 4
    }
  }
  return { known, answered }
}

/** As a runtime is answered. */
const shownWith = (value: string) => ({
  ...propertiesWith(value),
  hidden: [{ type: 'SecureString', value: '**********' }, null],
})

test('the keyring is rotated while the server works: no request fails, and each key is the right one', async (t) => {
  const data = temporaryFolder(t)
  const server = await startProgram(t, data, ['--throttle=off'])
  const send = await senderTo(t, server)
  await send('PUT', groupUrl, { location: 'eastus' })
  await send('PUT', factoryUrl, {
    location: 'eastus',
    properties: { a: { type: 'SecureString', value: 'of the factory' } },
  })
  const all = Array.from({ length: runtimes }, (_, index) => index)
  await Promise.all(all.map((index) => send('PUT', urlOf(index), { properties: propertiesWith('first') })))

  let isOver = false
  const working = Promise.all(
    Array.from({ length: workers }, (_, worker) =>
      work(
        send,
        all.filter((index) => index % workers === worker),
        () => isOver,
      ),
    ),
  )
  const rotations = []
  for (let time = 0; time < 5; time += 1) {
    rotations.push(await runLazulite(t, ['keyring', 'rotate', `--data=${data}`]))
  }
  isOver = true
  const done = await working

  for (const { code, stdout, stderr } of rotations) {
    assert.deepEqual([code, stderr], [0, ''])
    const [, resealed] = /^(\d+) secrets are sealed with a fresh key\.\n$/.exec(stdout) ?? assert.fail(stdout)
    assert.ok(Number(resealed) >= 2 * runtimes, stdout)
  }
  const answered = done.reduce((sum, one) => sum + one.answered, 0)
  t.diagnostic(`${answered} requests were answered during ${rotations.length} rotations`)
  assert.ok(answered > 100, String(answered))
  const known = new Map(done.flatMap((one) => [...one.known]))
  const check = async (ask: Send): Promise<void> => {
    for (const [index, keys] of known) assert.deepEqual(await ask('POST', `${urlOf(index)}/listAuthKeys`), keys)
  }
  await check(send)

  server.kill('SIGKILL')
  await server.ended
  const database = new DatabaseSync(join(data, 'lazulite.db'))
  const dataKeys = database.prepare(`select id from keyring_keys where purpose = 'data'`).all()
  assert.equal(dataKeys.length, 1, 'those before are forgotten')
  database.close()
  await check(await senderTo(t, await startProgram(t, data, ['--throttle=off'])))
})
