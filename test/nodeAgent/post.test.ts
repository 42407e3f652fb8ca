import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { startLazulite } from 'lazulite'
import { NoAnswer } from '../../src/nodeAgent/noAnswer.ts'
import { post } from '../../src/nodeAgent/post.ts'
import { Refusal } from '../../src/nodeAgent/refusal.ts'

const authKey = 'IR@the key that nobody is to see'
const credential = 'the-credential-that-nobody-is-to-see'
const message = { path: '/nodes/v1/rekey', body: { authKey }, credential }

/** Something that is no server of ours. */
const stranger = async (t: TestContext, listener: RequestListener) => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ca: undefined }
}

const whatEnds = async (work: Promise<unknown>): Promise<Error> => {
  const error = await work.then(
    () => undefined,
    (error: Error) => error,
  )
  assert.ok(error)
  for (const secret of [authKey, credential]) assert.ok(!error.message.includes(secret), error.message)
  return error
}

test('a refusal is told in the server’s words, with its code and when to come again', async (t) => {
  const place = await stranger(t, (_, reply) =>
    reply.writeHead(429, { 'retry-after': '17' }).end('{"error":{"code":"TooMany","message":"Not so\\nfast."}}'),
  )

  const error = await whatEnds(post(place, message))

  assert.ok(error instanceof Refusal)
  assert.deepEqual({ ...error }, { status: 429, code: 'TooMany', retryAfterSeconds: 17 })
  assert.equal(error.message, 'Not so fast.')
})

test('what a stranger sends back of a key and a credential is not told', async (t) => {
  const place = await stranger(t, (request, reply) => {
    const text = `${request.headers.authorization} ${authKey} \u001b[2J`
    reply.writeHead(400).end(JSON.stringify({ error: { code: 'Echo', message: text } }))
  })

  const error = await whatEnds(post(place, message))

  assert.equal(error.message, 'Node *** *** [2J')
})

const strangers: Readonly<Record<string, { readonly listener: RequestListener; readonly says: RegExp }>> = {
  'a page in place of an answer': {
    listener: (_, reply) => reply.writeHead(502).end('<html>Bad gateway</html>'),
    says: /^it answers with status 502, and does not say why$/,
  },
  'a redirection, which is not followed': {
    listener: (_, reply) => reply.writeHead(307, { location: '/elsewhere' }).end(),
    says: /^it answers with status 307, and does not say why$/,
  },
  'an answer without end': {
    listener: (_, reply) => {
      const pour = () => {
        while (reply.writable && reply.write('x'.repeat(65_536)));
      }
      reply.on('drain', pour)
      pour()
    },
    says: /^http:\S+ gives no answer: its answer is too long$/,
  },
  'a connection that is cut': {
    listener: (request) => request.socket.destroy(),
    says: /^http:\S+ gives no answer: socket hang up$/,
  },
  'an answer that is cut': {
    listener: (request, reply) => {
      reply.writeHead(200, { 'content-length': '1000' }).write('{')
      setTimeout(() => request.socket.destroy(), 20)
    },
    says: /^http:\S+ gives no answer: aborted$/,
  },
}

for (const [what, { listener, says }] of Object.entries(strangers)) {
  test(`${what} ends in one line`, async (t) => {
    const place = await stranger(t, listener)

    const error = await whatEnds(post(place, message))

    assert.ok(error instanceof NoAnswer || error instanceof Refusal)
    assert.match(error.message, says)
  })
}

test('the waiting is ended by who has begun it', async (t) => {
  const stop = new AbortController()
  const place = await stranger(t, () => stop.abort())

  const error = await whatEnds(post(place, { ...message, signal: stop.signal }))

  assert.equal(error.name, 'AbortError')
})

test('a server that is not there is told of, where a name has several addresses, too', async () => {
  const closed = await startLazulite()
  await closed.close()

  for (const url of [closed.url, closed.httpUrl]) {
    const error = await whatEnds(post({ url, ca: undefined }, message))
    assert.ok(error instanceof NoAnswer)
    assert.match(error.message, /gives no answer: .*ECONNREFUSED/)
  }
})

test('a certificate of an authority that nobody has named is not taken', async (t) => {
  const azure = await startLazulite()
  t.after(() => azure.close())

  const error = await whatEnds(post({ url: azure.url, ca: undefined }, message))

  assert.ok(error instanceof NoAnswer)
  assert.match(error.message, /gives no answer: .*certificate.*; name its ca\.pem with --ca$/)
})

test('the authority that is named is trusted', async (t) => {
  const azure = await startLazulite()
  t.after(() => azure.close())

  const error = await whatEnds(post({ url: azure.url, ca: azure.ca }, { ...message, path: '/nodes/none' }))

  assert.ok(error instanceof Refusal, error.message)
  assert.equal(error.status, 404)
})
