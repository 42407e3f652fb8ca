import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { nextRecord, parseRecordLine } from '../../../src/core/audit/chainRecord.ts'
import { entryOf } from '../../support/auditExports.ts'

const chain = '/subscriptions/s/"é"'
const first = nextRecord(undefined, { chain, entry: entryOf(1) })

test('a chain begins with number 1, and with zeros in place of a hash before it', () => {
  assert.equal(first.number, 1)
  assert.match(first.line, /","number":1,"previous":"0{64}","entry":\{"id":"/)
})

test('a record follows on the one before by number and hash', () => {
  const second = nextRecord(first, { chain, entry: entryOf(2) })

  assert.equal(second.number, 2)
  assert.ok(second.line.includes(`"number":2,"previous":"${first.hash}",`))
})

test('the hash is that of all bytes of the line behind it', () => {
  const { hash, line } = first
  const beginning = `{"hash":"${hash}",`

  assert.ok(line.startsWith(`${beginning}"chain":"/subscriptions/s/\\"é\\"","number":`))
  assert.equal(createHash('sha256').update(line.slice(beginning.length)).digest('hex'), hash)
})

test('a record is one line, whatever is in it, and says what it was made of', () => {
  const entry = entryOf(1, { clientRequestId: 'a\nb\r\u2028\ud800' })

  const record = nextRecord(undefined, { chain: 'a\nb', entry })

  assert.doesNotMatch(record.line, /[\r\n]/)
  const { previous, ...parsed } = parseRecordLine(record.line)
  assert.deepEqual(parsed, { ...record, entry: JSON.parse(JSON.stringify(entry)) })
  assert.equal(previous, '0'.repeat(64))
})
