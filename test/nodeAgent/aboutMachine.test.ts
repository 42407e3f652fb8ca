import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { isName } from '../../src/core/names.ts'
import { aboutMachine, nameOfMachine, timeZoneOffset } from '../../src/nodeAgent/aboutMachine.ts'
import { RegisterBody } from '../../src/nodes/schemas.ts'

test('what it tells of this machine is what a server takes', () => {
  const now = new Date('2026-01-31T23:59:59.123Z')
  const body = {
    authKey: 'IR@',
    nodeName: nameOfMachine(),
    version: '5.20',
    time: now.toISOString(),
    ...aboutMachine(now),
  }

  assert.deepEqual(Value.Errors(RegisterBody, body), [])
})

test('the name of this machine makes the name of a node', () => {
  assert.ok(isName('nodeName', nameOfMachine()))
})

test('says how far a clock is ahead of UTC as a status does', () => {
  const minutes = [0, 480, -210, 345, -30, 720]

  assert.deepEqual(minutes.map(timeZoneOffset), ['PT0S', 'PT8H', '-PT3H30M', 'PT5H45M', '-PT30M', 'PT12H'])
})
