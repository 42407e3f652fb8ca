import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import { type Lazulite, startLazulite } from 'lazulite'
import { sampleListUrl, sampleRegenerateUrl } from '../support/documentedSample.ts'
import { owner, tenantId } from '../support/known.ts'
import { startProgram } from '../support/program.ts'
import { fetchToken, request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

/** A connection whose end is no surprise. */
const open = (url: string, ca?: string): Socket => {
  const { port, hostname: host } = new URL(url)
  const socket = ca === undefined ? connect({ host, port: Number(port) }) : connectTls({ host, port: Number(port), ca })
  return socket.setEncoding('utf8').on('error', () => undefined)
}

/** All that comes until it has the wanted form, or until the connection ends. */
const received = (socket: Socket, wanted: RegExp): Promise<string> =>
  new Promise((resolve) => {
    let text = ''
    socket.on('data', (more: string) => {
      text += more
      if (wanted.test(text)) resolve(text)
    })
    socket.once('close', () => resolve(text))
  })

/** The headers of a rotation and `part` of its body; answered when the server has begun with it. */
const begin = async (socket: Socket, { url, token, part, length }: Begun): Promise<void> => {
  const begun = received(socket, /Continue\r\n\r\n$/)
  const headers = [
    `POST ${sampleRegenerateUrl} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${length}`,
    'Expect: 100-continue',
  ]
  socket.write(`${headers.join('\r\n')}\r\n\r\n${part}`)
  assert.match(await begun, /^HTTP\/1\.1 100 Continue/)
}

interface Begun {
  readonly url: string
  readonly token: string
  readonly part: string
  readonly length: number
}

/** What is to happen soon; fails when it does not. */
const within = async <T>(seconds: number, happening: Promise<T>): Promise<T> => {
  const tooLate = setTimeout(seconds * 1000, undefined, { ref: false }).then(() => {
    throw new Error(`it has not happened within ${seconds} seconds`)
  })
  return Promise.race([happening, tooLate])
}

const refusesConnections = async (url: string, ca: string): Promise<void> => {
  const isServed = () => request(url, { ca }).then(Boolean, () => false)
  while (await isServed()) await setTimeout(5)
}

const bodyOf = (reply: string): object => JSON.parse(reply.slice(reply.indexOf('{')))

describe('a stop', { concurrency: 2 }, () => {
  test('answers what was begun, on both ports, takes nothing new, and does not hurry for a second signal', async (t) => {
    const data = temporaryFolder(t)
    const { ready, kill, ended, stdout, stderr } = await startProgram(t, data)
    const ca = readFileSync(ready.caFile, 'utf8')
    const token = await fetchToken(ready.httpUrl, { tenantId, ...owner })
    const [one, two] = ['{"keyName":"authKey1"}', '{"keyName":"authKey2"}']
    const sockets = [open(ready.httpUrl), open(ready.url, ca)] as const
    await begin(sockets[0], { url: ready.httpUrl, token, part: one.slice(0, 5), length: one.length })
    await begin(sockets[1], { url: ready.url, token, part: two.slice(0, 5), length: two.length })

    kill('SIGTERM')
    await within(5, refusesConnections(ready.httpUrl, ca))
    await within(5, refusesConnections(ready.url, ca))
    kill('SIGINT')
    kill('SIGTERM')
    await setTimeout(100)
    sockets[0].write(one.slice(5))
    sockets[1].write(two.slice(5))
    const replies = await Promise.all(sockets.map((socket) => received(socket, /\}$/)))

    for (const reply of replies) {
      assert.match(reply, /^HTTP\/1\.1 200 OK\r\n/m)
      assert.match(reply, /^connection: close\r$/im)
    }
    assert.deepEqual(await ended, { code: 0, signal: null })
    assert.deepEqual([stdout().split('\n').length, stderr()], [2, ''])
    assert.equal(existsSync(join(data, 'ready.json')), false)

    const again = await startProgram(t, data)
    const authorization = `Bearer ${await fetchToken(again.ready.httpUrl, { tenantId, ...owner })}`
    const listUrl = `${again.ready.httpUrl}${sampleListUrl}`
    const listed = await request(listUrl, { method: 'POST', headers: { authorization } })
    assert.deepEqual(JSON.parse(listed.text), Object.assign({}, ...replies.map(bodyOf)))
  })

  const idle: Record<string, (azure: Lazulite) => Socket> = {
    'that has been answered and is kept alive': ({ httpUrl }) => {
      const socket = open(httpUrl)
      socket.write(`GET /health HTTP/1.1\r\nHost: ${new URL(httpUrl).host}\r\n\r\n`)
      return socket
    },
    'that never sent anything, as browsers open them': ({ httpUrl }) => open(httpUrl),
    'that never sent anything behind its handshake': ({ url, ca }) => open(url, ca),
    'that never began its handshake': ({ url }) => open(url),
    'that stopped within its headers': ({ httpUrl }) => {
      const socket = open(httpUrl)
      socket.write('GET /health HTTP/1.1\r\nHost: local')
      return socket
    },
  }
  for (const [what, connectTo] of Object.entries(idle)) {
    test(`is not held up by a connection ${what}`, async (t) => {
      const azure = await startLazulite()
      const socket = connectTo(azure)
      t.after(() => socket.destroy())
      // Time for it to have arrived.
      await setTimeout(200)

      await within(5, azure.close())
    })
  }

  test('does not wait for ever for a request whose body never comes', async (t) => {
    const azure = await startLazulite()
    const token = await fetchToken(azure.httpUrl, { tenantId, ...owner })
    const socket = open(azure.httpUrl)
    t.after(() => socket.destroy())
    await begin(socket, { url: azure.httpUrl, token, part: '{', length: 100 })

    await within(15, azure.close())
  })

  test('comes, too, when the signal came before it was ready', async (t) => {
    const data = temporaryFolder(t)
    const starting = startProgram(t, data)
    while (!existsSync(join(data, 'lock.db'))) await setTimeout(1)
    const { kill, ended, stderr } = await starting

    kill('SIGTERM')

    assert.deepEqual([await ended, stderr()], [{ code: 0, signal: null }, ''])
  })
})
