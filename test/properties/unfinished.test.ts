import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { startLazulite } from '../../src/index.ts'
import { factoryUrl, groupUrl, tenantId } from '../support/known.ts'
import { answersIn, connect, exchange } from '../support/rawSocket.ts'

const azure = await startLazulite()
after(() => azure.close())
const port = Number(new URL(azure.httpUrl).port)
const { token } = await azure.credential().getToken('https://management.azure.com/.default')

const begin = (method: string, path: string, more: readonly string[] = []): string =>
  [
    `${method} ${path} HTTP/1.1`,
    `Host: localhost:${port}`,
    'Connection: close',
    // The first of two counts, and so the one that is given.
    ...more,
    'Content-Type: application/json',
  ].join('\r\n')
const authorization = `Authorization: Bearer ${token}`
const version = 'api-version=2018-06-01'
const endless = ['Transfer-Encoding: chunked']
const fourMegabytes = ['Content-Length: 4194304']
const megabyte = `100000\r\n${'x'.repeat(0x10_0000)}\r\n`

/** Those that can be refused by what stands before the body. */
for (const [what, { head, status }] of Object.entries({
  'without a token': { head: begin('PUT', `${groupUrl}?${version}`, fourMegabytes), status: 401 },
  'to a path that leads nowhere': { head: begin('POST', '/nowhere', fourMegabytes), status: 404 },
  'to a provider that is not there': {
    head: begin('PUT', `/subscriptions/x/providers/No.Body/things?${version}`, fourMegabytes),
    status: 404,
  },
  'by a method that the path does not know': {
    head: begin('POST', `${groupUrl}?${version}`, fourMegabytes),
    status: 405,
  },
  'by a method that the token service does not know': {
    head: begin('PUT', `/${tenantId}/oauth2/v2.0/token`, fourMegabytes),
    status: 405,
  },
  'of more than it may have': {
    head: begin('PUT', `${groupUrl}?${version}`, [authorization, 'Content-Length: 4194305']),
    status: 413,
  },
})) {
  test(`a request ${what} is refused before its body has come`, async () => {
    const [answer] = answersIn(await exchange({ port }, `${head}\r\n\r\n`, { patienceMs: 700 }))

    assert.equal(answer?.status, status)
  })
}

for (const [what, path, more] of [
  ['to an operation', `${groupUrl}?${version}`, [authorization, ...endless]],
  [
    'to the token service',
    `/${tenantId}/oauth2/v2.0/token`,
    ['Content-Type: application/x-www-form-urlencoded', ...endless],
  ],
] as const) {
  test(`a body ${what} that never ends is refused when it has become too long, and the connection closed`, async () => {
    const method = what === 'to an operation' ? 'PUT' : 'POST'
    const pieces = [`${begin(method, path, more)}\r\n\r\n`, ...Array.from({ length: 8 }, () => megabyte)]
    const [answer] = answersIn(await exchange({ port }, pieces, { pauseMs: 2, patienceMs: 5000 }))

    // Whoever goes on sending when the connection is closed may lose the answer.
    if (answer) assert.equal(answer.status, 413)
    const later = await fetch(`${azure.httpUrl}/health`)
    assert.equal(later.status, 200)
  })
}

test('a client that is gone in the middle of its body has changed nothing', async () => {
  const body = '{"location":"eastus","properties":{}}'
  const head = begin('PUT', `${groupUrl}?${version}`, [authorization, `Content-Length: ${body.length}`])
  for (let cut = 0; cut < body.length; cut += 4) {
    const socket = await connect({ port })
    socket.write(`${head}\r\n\r\n${body.slice(0, cut)}`)
    await wait(1)
    socket.resetAndDestroy()
  }

  const reply = await fetch(`${azure.httpUrl}${groupUrl}?${version}`, { headers: { authorization: `Bearer ${token}` } })
  assert.equal(reply.status, 404)
  await reply.text()
})

test('a hundred connections that stand half open keep nobody from being served', async () => {
  const head = begin('PUT', `${factoryUrl}?${version}`, [authorization, 'Content-Length: 100'])
  const sockets = await Promise.all(Array.from({ length: 100 }, () => connect({ port })))
  for (const [n, socket] of sockets.entries()) socket.write(n % 2 ? head.slice(0, n) : `${head}\r\n\r\n{`)

  const replies = await Promise.all(
    Array.from({ length: 100 }, () =>
      exchange({ port }, `${begin('GET', `/tenants?${version}`, [authorization])}\r\n\r\n`),
    ),
  )

  for (const socket of sockets) socket.destroy()
  for (const reply of replies) assert.equal(answersIn(reply)[0]?.status, 200)
})

test('clients that say nothing, or not all of a header, do not keep the server from stopping', async (t) => {
  const server = await startLazulite()
  const [plain, secure] = [server.httpUrl, server.url].map((url) => Number(new URL(url).port))
  const sockets = await Promise.all([plain, plain, secure].map((port = 0) => connect({ port })))
  t.after(() => sockets.forEach((socket) => void socket.destroy()))
  sockets[0]?.write('GET / HTTP/1.1\r\nHost:')
  await wait(50)

  const stopped = server.close().then(() => true)
  const inTime = await Promise.race([stopped, wait(5000, false, { ref: false })])

  for (const socket of sockets) socket.destroy()
  await stopped
  assert.ok(inTime, 'it has stopped while they were there')
})

test('a request that has come whole is answered, though the server is told to stop', async () => {
  const server = await startLazulite()
  const port = Number(new URL(server.httpUrl).port)
  const { token } = await server.credential().getToken('https://management.azure.com/.default')
  const body = '{"location":"eastus"}'
  const socket = await connect({ port })
  socket.setEncoding('latin1')
  const text = once(socket, 'data')
  socket.write(
    `PUT ${groupUrl}?${version} HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${token}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  const stopped = server.close()

  assert.match(String((await text)[0]), /^HTTP\/1.1 201 /)
  await stopped
})
