import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstReason } from '../../src/core/firstReason.ts'

const fail = (message: string) => async (): Promise<void> => {
  throw new Error(message)
}

test('the first reason is told, however much fails after it', async () => {
  const work = async (): Promise<void> => {
    await using opened = new AsyncDisposableStack()
    opened.defer(fail('the third'))
    opened.defer(fail('the second'))
    await fail('the first')()
  }

  const told = await work().catch(firstReason)

  assert.ok(told instanceof Error)
  assert.equal(told.message, 'the first')
})

test('what has nothing behind it is told as it is', () => {
  const error = new Error('alone')

  assert.equal(firstReason(error), error)
  assert.equal(firstReason('a text'), 'a text')
})
