import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isRedirectUri, isSameRedirectUri } from '../../src/core/redirectUri.ts'

describe('a redirect URI', () => {
  for (const text of [
    'https://app.example/callback',
    'https://app.example/callback?from=here',
    'http://localhost',
    'http://localhost:3000/',
    'http://127.0.0.1/callback',
    'http://127.8.8.8/callback',
    'http://[::1]:8400/',
    'com.example.app://callback',
  ]) {
    test(`may be ${text}`, () => assert.equal(isRedirectUri(text), true))
  }

  for (const text of [
    '',
    '/callback',
    'app.example/callback',
    'http://app.example/callback',
    'http://localhost.example/',
    'http://127.0.0.1.example/',
    'http://0.0.0.0/',
    'https://app.example/#',
    'https://app.example/callback#part',
    'https://ann@app.example/',
    'https://ann:secret@app.example/',
    'javascript:alert(1)',
    'data:text/html,hello',
    'file:///etc/passwd',
    'urn:ietf:wg:oauth:2.0:oob',
  ]) {
    test(`may not be '${text}'`, () => assert.equal(isRedirectUri(text), false))
  }
})

describe('a registered redirect URI', () => {
  for (const [registered, asked] of [
    ['https://app.example/callback', 'https://app.example/callback'],
    ['http://localhost', 'http://localhost:49152'],
    ['http://localhost', 'http://localhost:49152/'],
    ['http://localhost:3000/callback', 'http://localhost:4000/callback'],
    ['http://127.0.0.1/', 'http://127.0.0.1:1'],
    ['http://[::1]', 'http://[::1]:8400'],
    ['http://localhost:3000', 'http://localhost/'],
    ['http://localhost/callback?a=1', 'http://localhost:65535/callback?a=1'],
    ['http://127.8.8.8:3000/', 'http://127.8.8.8:3000/'],
  ] as const) {
    test(`${registered} stands for ${asked}`, () => assert.equal(isSameRedirectUri(registered, asked), true))
  }

  for (const [registered, asked] of [
    ['https://app.example/callback', 'https://app.example/callback/'],
    ['https://app.example/callback', 'https://app.example/callback/more'],
    ['https://app.example/callback', 'https://app.example/callback?more'],
    ['https://app.example/callback', 'https://app.example/CALLBACK'],
    ['https://app.example/callback', 'https://app.example/a/../callback'],
    ['https://app.example/callback', 'https://app.example/%63allback'],
    ['https://app.example/callback', 'https://app.example:8443/callback'],
    ['https://app.example/callback', 'http://app.example/callback'],
    ['https://app.example/callback', 'https://app.example.evil.example/callback'],
    ['https://app.example/callback', 'https://app.example@evil.example/callback'],
    ['https://app.example/callback', 'https://evil.example/callback'],
    ['http://localhost', 'http://localhost:49152/callback'],
    ['http://localhost/callback', 'http:localhost/callback'],
    ['http://localhost/callback', 'http://localhost:3000/x/../callback'],
    ['http://localhost/callback', 'http://localhost:3000/%63allback'],
    ['http://localhost/callback', 'http://localhost:3000/callback/'],
    ['http://localhost/callback', 'http://LOCALHOST:3000/callback'],
    ['http://localhost/callback', 'http://localhost:065535/callback'],
    ['http://localhost/callback', 'http://localhost:65536/callback'],
    ['http://localhost/callback', 'http://localhost:/callback'],
    ['http://127.0.0.1/callback', 'http://127.1:3000/callback'],
    ['http://127.0.0.1/callback', 'http://0x7f000001/callback'],
    ['http://[::1]/callback', 'http://[0:0::1]:3000/callback'],
    ['http://127.8.8.8/', 'http://127.8.8.8:8400/'],
    ['http://localhost', 'http://127.0.0.1:49152'],
    ['http://127.0.0.1', 'http://127.8.8.8:49152'],
    ['http://localhost', 'https://localhost:49152'],
    ['http://localhost', 'http://localhost@evil.example'],
    ['http://localhost', 'http://ann@localhost:3000'],
    ['http://localhost', 'http://localhost:3000/#'],
    ['https://localhost/callback', 'https://localhost:3000/callback'],
    ['http://localhost', 'localhost'],
  ] as const) {
    test(`${registered} does not stand for ${asked}`, () => assert.equal(isSameRedirectUri(registered, asked), false))
  }
})
