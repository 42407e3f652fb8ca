import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cookieOf, setCookie } from '../../../src/entra/users/cookies.ts'

const at = (origin: string, cookie = '') => ({ origin, headers: { cookie } })

for (const [origin, name] of [
  ['https://localhost:8443', '__Host-lazulite-8443'],
  ['https://localhost:9443', '__Host-lazulite-9443'],
  ['http://localhost:8080', 'lazulite-8080'],
  ['https://keys.example.com', '__Host-lazulite'],
] as const) {
  test(`the session at ${origin} is kept as ${name}`, () => {
    const kept = setCookie(at(origin), 'lazulite', 'a text')

    assert.ok(kept.startsWith(`${name}=a%20text; `), kept)
    assert.equal(cookieOf(at(origin, kept), 'lazulite'), 'a text')
  })
}

test('of two servers at one host, neither sees the session of the other', () => {
  const kept = setCookie(at('https://localhost:8443'), 'lazulite', 'x')

  assert.equal(cookieOf(at('https://localhost:9443', kept), 'lazulite'), undefined)
})

test('the session and the form are two cookies at every port', () => {
  const kept = setCookie(at('https://localhost:8443'), 'lazulite-form', 'x')

  assert.equal(cookieOf(at('https://localhost:8443', kept), 'lazulite'), undefined)
  assert.equal(cookieOf(at('https://localhost:8443', kept), 'lazulite-form'), 'x')
})
