import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseMasterKeySource } from '../../src/core/masterKeySource.ts'

const version = '0123456789abcdef0123456789ABCDEF'

for (const [text, source] of Object.entries({
  'file:key': { kind: 'file', path: 'key' },
  'file:/run/secrets/a key:1': { kind: 'file', path: '/run/secrets/a key:1' },
  'env:MASTER_KEY': { kind: 'variable', name: 'MASTER_KEY' },
  'https://v.vault.azure.net/keys/master': {
    kind: 'vault',
    vaultUrl: 'https://v.vault.azure.net',
    name: 'master',
    version: undefined,
  },
  [`https://V.managedhsm.azure.net:443/keys/My-Key-1/${version}`]: {
    kind: 'vault',
    vaultUrl: 'https://v.managedhsm.azure.net',
    name: 'My-Key-1',
    version,
  },
})) {
  test(`${text} names a place`, () => assert.deepEqual(parseMasterKeySource(text), source))
}

for (const text of [
  '',
  'file:',
  'env:',
  'key',
  '/etc/key',
  'FILE:key',
  'env:A-B',
  'env:1A',
  'env:A=B',
  'http://v.vault.azure.net/keys/master',
  'https://v.vault.azure.net',
  'https://v.vault.azure.net/keys/',
  'https://v.vault.azure.net/keys/a_b',
  'https://v.vault.azure.net/keys/master/',
  'https://v.vault.azure.net/keys/master/1',
  `https://v.vault.azure.net/keys/master/${version}/`,
  `https://v.vault.azure.net/keys/master/${version}?a=b`,
  'https://v.vault.azure.net/secrets/master',
  'https://me:pw@v.vault.azure.net/keys/master',
  'https://v.vault.azure.net:99999/keys/master',
  `https://v.vault.azure.net/keys/${'a'.repeat(128)}`,
]) {
  test(`'${text}' names none`, () => assert.equal(parseMasterKeySource(text), undefined))
}
