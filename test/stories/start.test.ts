import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { describe, test } from 'node:test'
import { sampleListUrl } from '../support/documentedSample.ts'
import { issuersFile } from '../support/issuersFile.ts'
import { owner, subscriptionId, tenantId } from '../support/known.ts'
import { lazulite, run, startProgram } from '../support/program.ts'
import { fetchToken, request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

describe('lazulite start', { concurrency: 2 }, () => {
  test('says on standard output in one line that it is ready, and nothing else, ever', async (t) => {
    const data = join(temporaryFolder(t), 'made', 'on the way')
    const server = await startProgram(t, data, ['--log-level=trace'])
    const { url, httpUrl, caFile, ...world } = server.ready
    const ca = readFileSync(caFile, 'utf8')

    const token = await fetchToken(url, { tenantId, ...owner }, ca)
    const listed = await request(httpUrl + sampleListUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
    server.kill('SIGTERM')
    await server.ended

    assert.equal(listed.status, 200, listed.text)
    assert.match(url, /^https:\/\/localhost:[1-9]\d+$/)
    assert.match(httpUrl, /^http:\/\/localhost:[1-9]\d+$/)
    assert.ok(isAbsolute(caFile))
    assert.deepEqual(world, { tenantId, subscriptionId, clientId: owner.clientId, clientSecret: owner.secret })
    assert.equal(server.stdout(), `${JSON.stringify({ url, httpUrl, caFile, ...world })}\n`)
    // Every text that is secret, and does not stand in the log for something else.
    for (const secret of [`client_secret=${owner.secret}`, token, ...Object.values(JSON.parse(listed.text))]) {
      assert.ok(!server.stderr().includes(String(secret)), 'no secret in the log, however much is logged')
    }
  })

  test('leaves the same line, without the secret, for its owner to read while it runs', async (t) => {
    const data = temporaryFolder(t)
    const server = await startProgram(t, data)
    const file = join(data, 'ready.json')
    const { clientSecret: _, ...line } = server.ready

    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), line)
    assert.equal((statSync(file).mode & 0o777).toString(8), '600')
    server.kill('SIGINT')
    await server.ended
    assert.equal(existsSync(file), false, 'gone with the server')
  })

  test('says so in that line where nobody signs in at it', async (t) => {
    const data = temporaryFolder(t)
    const { ready } = await startProgram(t, data, ['--own-issuer=false', `--issuers=${issuersFile(t)}`])

    assert.equal(ready.ownIssuer, false)
    assert.equal(JSON.parse(readFileSync(join(data, 'ready.json'), 'utf8')).ownIssuer, false)
  })

  test('lets nobody but its owner read what is secret in the data folder', async (t) => {
    const data = join(temporaryFolder(t), 'data')
    const server = await startProgram(t, data)

    assert.equal((statSync(data).mode & 0o777).toString(8), '700')
    for (const name of ['ca-key.pem', 'server-key.pem', 'lazulite.db', 'lazulite.db-wal']) {
      assert.equal((statSync(join(data, name)).mode & 0o777).toString(8), '600', name)
    }
    server.kill('SIGTERM')
    assert.deepEqual(await server.ended, { code: 0, signal: null })
  })

  test('goes on where it stopped: with its authority, its signing keys and the keys of its runtimes', async (t) => {
    const data = temporaryFolder(t)
    const look = async () => {
      const server = await startProgram(t, data)
      const ca = readFileSync(server.ready.caFile, 'utf8')
      const token = await fetchToken(server.ready.url, { tenantId, ...owner }, ca)
      const headers = { authorization: `Bearer ${token}` }
      const keys = await request(server.ready.url + sampleListUrl, { method: 'POST', headers, ca })
      const jwks = await request(`${server.ready.url}/${tenantId}/discovery/v2.0/keys`, { ca })
      server.kill('SIGTERM')
      assert.deepEqual(await server.ended, { code: 0, signal: null })
      assert.equal(keys.status, 200, keys.text)
      return {
        ca,
        keys: JSON.parse(keys.text),
        kids: JSON.parse(jwks.text).keys.map(({ kid }: { kid: string }) => kid),
      }
    }

    assert.deepEqual(await look(), await look())
  })

  test('goes on when nobody reads its log any more', async (t) => {
    const server = await startProgram(t, temporaryFolder(t), ['--log-level=info'])
    server.closeStderr()

    const answers = [1, 2, 3].map(() => request(`${server.ready.httpUrl}/health`))

    assert.deepEqual(
      (await Promise.all(answers)).map(({ status }) => status),
      [200, 200, 200],
    )
    assert.equal((await request(`${server.ready.httpUrl}/health`)).status, 200)
    server.kill('SIGTERM')
    assert.deepEqual(await server.ended, { code: 0, signal: null })
  })

  test('is what npm start runs, flags included, and npm ends as well as it does', async (t) => {
    const flags = ['--json', '--port=0', '--http-port=0', '--log-level=warn', `--data=${temporaryFolder(t)}`]
    const npm = run(t, ['npm', '--silent', 'start', '--', ...flags], { asGroup: true })
    const line = await npm.firstLine

    // npm gets it, too, and passes it on: the program is told twice.
    npm.kill('SIGINT')

    assert.deepEqual(await npm.ended, { code: 0, signal: null })
    assert.equal(npm.stdout(), `${line}\n`)
    assert.match(JSON.parse(line).url, /^https:/)
  })

  test('of two that start together in a fresh folder, one runs and the other says why it does not', async (t) => {
    const data = temporaryFolder(t)
    const both = [1, 2].map(() => startProgram(t, data).catch((error: Error) => error))
    const [one, two] = await Promise.all(both)
    const [server, refusal] = one instanceof Error ? [two, one] : [one, two]

    assert.ok(server && !(server instanceof Error), String(server))
    assert.ok(refusal instanceof Error, 'two servers in one folder')
    assert.match(refusal.message, /^ended with 1: lazulite: [^\n]* is in use by another process[^\n]*\n$/)
    const ca = readFileSync(server.ready.caFile, 'utf8')
    assert.equal((await request(`${server.ready.url}/health`, { ca })).status, 200)
  })

  test('takes its settings from variables and a relative folder, and tells a person what to type', async (t) => {
    const cwd = temporaryFolder(t)
    const env = { LAZULITE_DATA: 'here', LAZULITE_PORT: '0', LAZULITE_HTTP_PORT: '0', LAZULITE_LOG_LEVEL: 'silent' }
    const person = run(t, [...lazulite, 'start'], { cwd, env })
    await person.firstLine
    person.kill('SIGINT')
    const { code } = await person.ended

    assert.equal(code, 0)
    assert.equal(person.stderr(), '')
    for (const told of [
      /https:\/\/localhost:\d+/,
      /http:\/\/localhost:\d+/,
      /\/here\/ca\.pem/,
      /lazulite env/,
      /authKey2/,
    ]) {
      assert.match(person.stdout(), told)
    }
    assert.ok(existsSync(join(cwd, 'here', 'lazulite.db')))
  })
})
