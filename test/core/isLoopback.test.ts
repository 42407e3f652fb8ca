import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLoopback } from '../../src/core/isLoopback.ts'

for (const host of [
  'localhost',
  'LocalHost',
  '127.0.0.1',
  '127.9.9.9',
  '127.255.255.255',
  '::1',
  '[::1]',
  '0:0:0::1',
]) {
  test(`${host} reaches this machine alone`, () => assert.equal(isLoopback(host), true))
}

for (const host of [
  '',
  '0.0.0.0',
  '128.0.0.1',
  '127.0.0.256',
  '127.0.0',
  '1127.0.0.1',
  '127.0.0.1.example',
  '127.example',
  'localhost.example',
  'localhost:8443',
  '::',
  '::2',
  '::ffff:127.0.0.1',
  '::1%eth0',
  '::1]@[::1',
  ':',
]) {
  test(`'${host}' may reach another`, () => assert.equal(isLoopback(host), false))
}
