import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openCertificates } from '../../../../src/tls/openCertificates.ts'
import { temporaryFolder } from '../../../support/temporaryFolder.ts'
import { daysFromNow, newKeyPair } from '../../../tls/support.ts'
import { lazulite } from '../../support.ts'
import { portOf, startClinic } from '../support.ts'

const { azure, folder: clinic } = await startClinic(after)

/** All that the doctor finds wrong at an address, beside what the environment lacks. */
const wrongAt = async (url: string, data: string): Promise<string[]> => {
  const { stdout } = await lazulite(['doctor', '--url', url, '--data', data])
  return stdout.split('\n').filter((line) => line.startsWith('wrong ') && !/ (addresses|trust): /.test(line))
}

test('where nothing answers, the address is told, and what to do', async (t) => {
  const closed = createServer()
  const port = await portOf(t, closed)
  closed.close()

  const found = await wrongAt(`https://localhost:${port}`, clinic)

  assert.equal(found.length, 1)
  assert.match(
    found[0] ?? '',
    new RegExp(`^wrong {4}server: nothing answers at https://localhost:${port}: start a server`),
  )
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
