import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuseWellKnownBeyondLoopback } from '../../src/config/refuseWellKnownBeyondLoopback.ts'
import { StartError } from '../../src/core/startError.ts'

const loopback = { host: 'localhost', httpHost: 'localhost' }

for (const host of ['localhost', 'LOCALHOST', '127.0.0.1', '127.9.9.9', '::1', '0:0:0:0:0:0:0:1']) {
  test(`the built-in world may be served on ${host}`, () => {
    refuseWellKnownBeyondLoopback({ host, httpHost: host }, true)
  })
}

for (const host of [
  '0.0.0.0',
  '::',
  '128.0.0.1',
  '192.168.1.5',
  '::2',
  '::ffff:127.0.0.1',
  'localhost.example.com',
  '127.example.com',
]) {
  test(`the built-in world is not served on ${host}`, () => {
    assert.throws(() => refuseWellKnownBeyondLoopback({ ...loopback, host }, true), StartError)
    assert.throws(() => refuseWellKnownBeyondLoopback({ ...loopback, httpHost: host }, true), StartError)
  })
}

test('the built-in world is not given a public address that a proxy would expose', () => {
  const publicUrl = (url: string) => () => refuseWellKnownBeyondLoopback({ ...loopback, publicUrl: url }, true)

  assert.throws(publicUrl('https://keys.example.com'), StartError)
  assert.throws(publicUrl('https://[2001:db8::1]:8443'), StartError)
  assert.doesNotThrow(publicUrl('https://localhost'))
  assert.doesNotThrow(publicUrl('https://[::1]:8443'))
})

test('every setting that is beyond loopback is named at once, with what to do', () => {
  const config = { host: '0.0.0.0', httpHost: '::', publicUrl: 'https://keys.example.com' }

  assert.throws(
    () => refuseWellKnownBeyondLoopback(config, true),
    /--host.* 0\.0\.0\.0 .*--world.*\n.*--http-host.* :: .*\n.*--public-url.* keys\.example\.com /,
  )
})

test("a world of one's own may be served anywhere", () => {
  refuseWellKnownBeyondLoopback({ host: '0.0.0.0', httpHost: '::', publicUrl: 'https://keys.example.com' }, false)
})
