import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { dirname, join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import { writeReadyFile } from '../../../src/ready.ts'
import { openCertificates } from '../../../src/tls/openCertificates.ts'
import { startProgram } from '../../support/program.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { daysFromNow, newKeyPair } from '../../tls/support.ts'
import { lazulite } from '../support.ts'
import { startClinic } from './support.ts'

const { azure, folder: clinic } = await startClinic(after)

const portOf = async (t: TestContext, server: Server): Promise<number> => {
  await once(server.listen(0, 'localhost'), 'listening')
  t.after(() => server.close())
  return (server.address() as AddressInfo).port
}

const wrongIn = (stdout: string): string[] => stdout.split('\n').filter((line) => line.startsWith('wrong '))

/** All that the doctor finds wrong at an address, beside what the environment lacks. */
const wrongAt = async (url: string, data: string): Promise<string[]> => {
  const { stdout } = await lazulite(['doctor', '--url', url, '--data', data])
  return wrongIn(stdout).filter((line) => !/ (addresses|trust): /.test(line))
}

test('where no server runs on the folder, and none is elsewhere, the doctor says so and what to do', async (t) => {
  const folder = temporaryFolder(t)
  const free = await portOf(t, createServer())
  const closed = createServer()
  const unused = await portOf(t, closed)
  closed.close()

  const env = { LAZULITE_PORT: String(unused), LAZULITE_HTTP_PORT: String(free) }
  const { exitCode, stdout } = await lazulite(['doctor', '--data', folder], env)

  assert.equal(exitCode, 1)
  const [noServer, taken, nobody] = wrongIn(stdout)
  assert.ok(noServer?.startsWith(`wrong    folder: no server is running on ${folder}: start one with `), stdout)
  assert.match(taken ?? '', new RegExp(`^wrong {4}ports: port ${free} is taken, .* with --http-port and another$`))
  assert.match(
    nobody ?? '',
    new RegExp(`^wrong {4}server: nothing answers at https://localhost:${unused}: start a server`),
  )
})

test('what a killed server has left behind is told from a running one', async (t) => {
  const server = await startProgram(t, temporaryFolder(t))
  const folder = dirname(server.ready.caFile)
  server.kill('SIGKILL')
  await server.ended

  const { exitCode, stdout } = await lazulite(['doctor', '--data', folder])

  assert.equal(exitCode, 1)
  assert.match(
    stdout,
    /^wrong {4}folder: .* is left from a server at \S+ that was killed, or that hangs: start it again/m,
  )
  assert.match(stdout, /^wrong {4}server: nothing answers at /m)
})

test('a file in the folder that cannot be understood is named', async (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(join(folder, 'ready.json'), '{')

  const { stdout } = await lazulite(['doctor', '--data', folder])

  assert.match(stdout, /^wrong {4}folder: \S+ready\.json is broken: stop the server and start it again$/m)
})

test('another program on the port is told from a server', async (t) => {
  const tls = { cert: readFileSync(join(clinic, 'server.pem')), key: readFileSync(join(clinic, 'server-key.pem')) }
  const hello: RequestListener = (_, response) => response.end('hello')
  const cases: readonly (readonly [Server, RegExp])[] = [
    [createServer(hello), /^wrong {4}server: what answers at \S+ is no https \(\w+\): another program has port \d+, /],
    [createHttpsServer(tls, hello), /^wrong {4}server: another program answers at \S+: stop that one, /],
    [
      createHttpsServer(tls, (_, response) => response.writeHead(421).end()),
      /^wrong {4}server: the server at \S+ does not go by that name: /,
    ],
    [
      createHttpsServer(tls, (_, response) => void response.destroy()),
      /^wrong {4}server: what answers at \S+ breaks off: /,
    ],
  ]
  for (const [server, expected] of cases) {
    const found = await wrongAt(`https://localhost:${await portOf(t, server)}`, clinic)

    assert.equal(found.length, 1)
    assert.match(found[0] ?? '', expected)
  }
})

test('a certificate is doubted where nothing at hand vouches for it', async (t) => {
  const [unknown] = await wrongAt(azure.url, temporaryFolder(t))
  const known = await lazulite(['doctor', '--url', azure.url, '--data', '/absent'], { SSL_CERT_FILE: azure.caFile })

  assert.match(unknown ?? '', /^wrong {4}server: the certificate of \S+ is by an authority that is not known .*--data/)
  assert.match(known.stdout, /^ok {7}server: a server answers at /m)
})

test('a certificate for another name is told from one by a stranger', async (t) => {
  const folder = temporaryFolder(t)
  const { certificate: cert, key } = await openCertificates({
    folder,
    names: ['other.example'],
    effects: daysFromNow(0),
    newKeyPair,
  })
  const port = await portOf(t, createHttpsServer({ cert, key }))

  const [found] = await wrongAt(`https://localhost:${port}`, folder)

  assert.match(found ?? '', /^wrong {4}server: the certificate at \S+ is not for localhost: use a name that it has, /)
})

test('no text of a stranger moves the cursor or begins a line', async (t) => {
  const folder = temporaryFolder(t)
  await writeReadyFile(folder, azure)
  const odd = '/a\nok       all is well\u001b[2J'

  const { stdout } = await lazulite(['doctor', '--data', folder], { SSL_CERT_FILE: odd })

  assert.match(stdout, /^wrong {4}trust: SSL_CERT_FILE names \/a ok all is well \[2J, which cannot be read/m)
})

for (const url of ['http://localhost:1', 'https://localhost:1/path', 'https://me:hush@localhost', 'localhost:8443']) {
  test(`--url does not take ${url.replace('hush', '…')}`, async () => {
    const { exitCode, stdout, stderr } = await lazulite(['doctor', '--url', url])

    assert.deepEqual([exitCode, stdout], [1, ''])
    assert.match(stderr, /^lazulite: wrong settings: --url must be an https address without a path, such as [^\n]*\n$/)
    assert.ok(!stderr.includes('hush'))
  })
}
