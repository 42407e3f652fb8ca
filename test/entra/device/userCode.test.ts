import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { newUserCode, parseUserCode } from '../../../src/entra/device/userCode.ts'

const letters = 'BCDFGHJKLMNPQRSTVWXZ'

test('a user code is nine letters that nobody takes for others', () => {
  for (let count = 0; count < 1000; count++) assert.match(newUserCode(randomBytes), new RegExp(`^[${letters}]{9}$`))
})

test('each letter comes up in each place', () => {
  const codes = Array.from({ length: 2000 }, () => newUserCode(randomBytes))

  for (let place = 0; place < 9; place++) {
    assert.equal(new Set(codes.map((code) => code[place])).size, letters.length, `place ${place}`)
  }
})

test('the lowest and the highest of random bytes make a code, too', () => {
  assert.equal(newUserCode(Buffer.alloc), 'BBBBBBBBB')
  assert.match(
    newUserCode((count) => Buffer.alloc(count, 0xff)),
    new RegExp(`^[${letters}]{9}$`),
  )
})

test('a code is read in any case, with dashes and spaces or without', () => {
  for (const typed of ['WDJBMJHTK', 'wdjbmjhtk', 'WDJ-BMJ-HTK', ' wdj bmj htk\t', 'Wdj\u00a0Bmjhtk']) {
    assert.equal(parseUserCode(typed), 'WDJBMJHTK', typed)
  }
})

test('what can be no code is none', () => {
  for (const typed of ['', 'WDJBMJHT', 'WDJBMJHTKK', 'WDJBMJHTA', 'WDJBMJHT0', 'WDJBMJHTİ', 'ẞDJBMJHT', '𝐖DJBMJHT']) {
    assert.equal(parseUserCode(typed), undefined, typed)
  }
})
