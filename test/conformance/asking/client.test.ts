import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { deflateSync, gzipSync } from 'node:zlib'
import { createClient } from '../../../conformance/asking/client.ts'
import { openCertificates } from '../../../src/tls/openCertificates.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { daysFromNow, newKeyPair } from '../../tls/support.ts'

/** A client, and a server on a socket that answers as it is told. */
const talk = async (t: TestContext, answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const names = ['localhost', '127.0.0.1']
  const folder = temporaryFolder(t)
  const { ca, certificate, key } = await openCertificates({ folder, names, effects: daysFromNow(0), newKeyPair })
  const server = createServer({ cert: certificate, key }, answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = createClient(ca, origin)
  t.after(() => {
    client.close()
    server.close()
  })
  return (body?: string, uri = `${origin}/pears`) =>
    client.send({ method: 'POST', uri, headers: { accept: '*/*' }, body })
}

for (const [encoding, pack] of [
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['identity', Buffer.from],
] as const) {
  test(`an answer that is encoded with ${encoding} is read`, async (t) => {
    const send = await talk(t, (_, response) => {
      response.writeHead(201, { 'Content-Encoding': encoding, Vary: ['Origin', 'Accept'] }).end(pack('{"a":1}'))
    })

    const { status, headers, body } = await send()

    assert.equal(status, 201)
    assert.equal(headers.vary, 'Origin, Accept')
    assert.deepEqual(body, { a: 1 })
  })
}

test('a body is sent with its length, and without one there is none', async (t) => {
  const seen: unknown[] = []
  const send = await talk(t, (request, response) => {
    seen.push([request.headers['content-length'], request.headers['transfer-encoding']])
    request.pipe(response)
  })

  assert.deepEqual((await send('{"a":"ä"}')).body, { a: 'ä' })
  assert.equal((await send()).body, undefined)
  assert.deepEqual(seen, [
    ['10', undefined],
    ['0', undefined],
  ])
})

test('an answer that is cut off is none', async (t) => {
  const send = await talk(t, (_, response) => {
    response.writeHead(200, { 'Content-Length': 7 }).write('{')
    setImmediate(() => response.destroy())
  })

  await assert.rejects(send(), /aborted|hang up|reset/i)
})

test('nothing is sent to another server, or to another port of it', async (t) => {
  const send = await talk(t, () => assert.fail('it must not be asked'))

  for (const uri of ['https://management.azure.com/tenants', 'https://127.0.0.1/pears', 'http://127.0.0.1:80/pears']) {
    await assert.rejects(send(undefined, uri), /^Error: nothing is sent to https?:/)
  }
})
