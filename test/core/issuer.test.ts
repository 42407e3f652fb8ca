import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isIssuer, isKeysUrl } from '../../src/core/issuer.ts'

for (const text of [
  'https://sts.windows.net/7f3c1a52-94d0-4be1-8a6e-2f6f1c5d9b01/',
  'https://login.example.com/tenant/v2.0',
  'https://token.actions.example.com',
  'http://localhost:8080/tenant/v2.0',
  'http://127.0.0.1:8080',
  'http://127.8.8.8/',
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

for (const text of [
  'https://login.example.com/tenant/discovery/keys?p=sign-in',
  'https://login.example.com/keys',
  'http://localhost:8080/keys?p=sign-in',
]) {
  test(`the keys of an issuer can be at ${text}`, () => assert.equal(isKeysUrl(text), true))
}

for (const text of [
  'http://login.example.com/keys?p=sign-in',
  'https://login.example.com/keys?p=sign-in#1',
  'https://ann:secret@login.example.com/keys?p=sign-in',
  'data:application/json,{}?p=sign-in',
]) {
  test(`the keys of an issuer cannot be at '${text}'`, () => assert.equal(isKeysUrl(text), false))
}
