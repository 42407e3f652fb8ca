import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownUrl } from '../../src/arm/ownUrl.ts'
import { CloudError } from '../../src/core/errors.ts'
import { ownOrigins } from '../../src/core/origins.ts'

const origins = ownOrigins([
  'https://lazulite.example',
  'https://localhost:8443',
  'http://localhost:8080',
  'http://plain',
])
const of = (url: string, host: string | undefined): string => ownUrl(origins, { url, headers: { host } }).href

test('an address is at the origin that the Host header names', () => {
  assert.equal(of('/a/B?c=%20d', 'localhost:8443'), 'https://localhost:8443/a/B?c=%20d')
  assert.equal(of('/a/B?c=%20d', 'LOCALHOST:8080'), 'http://localhost:8080/a/B?c=%20d')
  assert.equal(of('/a', 'lazulite.example:443'), 'https://lazulite.example/a')
  assert.equal(of('/a', 'plain:80'), 'http://plain/a')
})

test('a host that is not the server’s own makes none', () => {
  for (const host of ['elsewhere', 'localhost', 'localhost:1', '', undefined]) {
    assert.throws(
      () => of('/a', host),
      (error) => error instanceof CloudError && error.code === 'MisdirectedRequest',
    )
  }
})

test('a target that is a whole URL is at its own host, by the scheme that is served there, and without a password', () => {
  assert.equal(of('http://localhost:8443/a?b', 'localhost:8080'), 'https://localhost:8443/a?b')
  assert.equal(of('https://me:secret@localhost:8080/a', 'localhost:8443'), 'http://localhost:8080/a')
  assert.throws(() => of('https://elsewhere/a', 'localhost:8443'))
})

test('slashes behind a path are no part of it, and nothing in a path is taken for a host', () => {
  assert.equal(of('/a//?b', 'localhost:8443'), 'https://localhost:8443/a?b')
  assert.equal(of('/a/', 'localhost:8443'), 'https://localhost:8443/a')
  assert.equal(of('/', 'localhost:8443'), 'https://localhost:8443/')
  assert.equal(of('https://localhost:8443//elsewhere/a', 'localhost:8443'), 'https://localhost:8443//elsewhere/a')
  assert.throws(() => of('//elsewhere/a', 'localhost:8443'))
})
