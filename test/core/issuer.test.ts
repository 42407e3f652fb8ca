import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isIssuer } from '../../src/core/issuer.ts'

for (const text of [
  'https://sts.windows.net/7f3c1a52-94d0-4be1-8a6e-2f6f1c5d9b01/',
  'https://login.example.com/tenant/v2.0',
  'https://token.actions.example.com',
  'http://localhost:8080/tenant/v2.0',
  'http://127.0.0.1:8080',
  'http://[::1]:8080/',
]) {
  test(`${text} can be an issuer`, () => assert.equal(isIssuer(text), true))
}

for (const text of [
  '',
  'login.example.com',
  'http://login.example.com/',
  'https://login.example.com/?tenant=1',
  'https://login.example.com/#1',
  'https://ann:secret@login.example.com/',
  'file:///keys.json',
]) {
  test(`'${text}' can be no issuer`, () => assert.equal(isIssuer(text), false))
}
