import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownOrigins } from '../../src/core/origins.ts'

test('a host names the origin that it is of, in any letter case', () => {
  const origins = ownOrigins(['https://localhost:8443', 'http://localhost:8080', 'https://[::1]:8443'])

  assert.equal(origins.named('localhost:8443'), 'https://localhost:8443')
  assert.equal(origins.named('LOCALHOST:8080'), 'http://localhost:8080')
  assert.equal(origins.named('[::1]:8443'), 'https://[::1]:8443')
})

test('a port that goes without saying may be said', () => {
  const origins = ownOrigins(['https://lazulite.example.com', 'http://plain.example.com:80'])

  assert.equal(origins.named('lazulite.example.com'), 'https://lazulite.example.com')
  assert.equal(origins.named('lazulite.example.com:443'), 'https://lazulite.example.com')
  assert.equal(origins.named('plain.example.com'), 'http://plain.example.com')
  assert.equal(origins.named('plain.example.com:80'), 'http://plain.example.com')
  assert.throws(() => origins.named('lazulite.example.com:80'))
})

test('every other host is refused, and told the right ones', () => {
  const origins = ownOrigins(['https://localhost:8443', 'http://localhost:8080'])

  for (const host of [
    undefined,
    '',
    'localhost',
    'localhost:443',
    'evil.example.com',
    'localhost:8443.evil.example.com',
  ]) {
    assert.throws(() => origins.named(host), {
      code: 'MisdirectedRequest',
      message: /only for localhost:8443, localhost:8080/,
    })
  }
})

test('the public address comes first where it shares a host with a listener', () => {
  const origins = ownOrigins(['https://localhost:8080', 'http://localhost:8080'])

  assert.equal(origins.named('localhost:8080'), 'https://localhost:8080')
  assert.deepEqual(origins.all, ['https://localhost:8080', 'http://localhost:8080'])
})

test('an origin is told once, and without what comes behind it', () => {
  assert.deepEqual(ownOrigins(['https://a.example/', 'https://A.example', 'https://a.example:443/x?y']).all, [
    'https://a.example',
  ])
})
