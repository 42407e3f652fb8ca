import assert from 'node:assert/strict'
import { test } from 'node:test'

/** A test run of its own, which issues nothing. */
test('nothing happens', () => assert.ok(true))
