import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import fc from 'fast-check'
import { ExportFault } from '../../src/cli/audit/verifying/exportFault.ts'
import { verifyExport } from '../../src/cli/audit/verifying/verifyExport.ts'
import { openAuditPublicKey } from '../../src/core/audit/auditPublicKey.ts'
import { chainNames, chainOf, exportOf, keys, textOf } from '../support/auditExports.ts'

const bytes = Buffer.from(
  textOf(
    exportOf([
      chainOf({ chain: chainNames[0], entries: 3 }),
      chainOf({ chain: chainNames[1], entries: 4, pruned: 2 }),
      // As text, bytes that are no UTF-8 look like this one character.
      chainOf({ chain: '/tenants/\ufffd', entries: 2, pruned: 1 }),
    ]),
  ),
)
const publicKey = openAuditPublicKey(keys.publicKey) ?? assert.fail('there is no key')
const verify = (...parts: readonly Buffer[]) => verifyExport(Readable.from(parts), publicKey)
const anyPlace = fc.nat(bytes.length - 1)

test('an export is good however it comes in', async () => {
  await fc.assert(
    fc.asyncProperty(anyPlace, async (at) => {
      assert.equal((await verify(bytes.subarray(0, at), bytes.subarray(at))).entries, 6)
    }),
  )
})

test('each byte of an export that is changed in any way is found, in its line', async () => {
  const other = fc.integer({ min: 1, max: 255 })
  const lineOf = (at: number): number => bytes.subarray(0, at).toString('latin1').split('\n').length

  await fc.assert(
    fc.asyncProperty(anyPlace, other, async (at, difference) => {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ difference

      await assert.rejects(verify(changed), (error) => {
        assert.ok(error instanceof ExportFault)
        assert.equal(error.place.line, lineOf(at))
        return true
      })
    }),
    // The manifest becomes two lines.
    { numRuns: 2000, examples: [[bytes.length - 2, 125 ^ 10]] },
  )
})

test('bytes that are taken away, doubled or put in are found', async () => {
  const some = fc.uint8Array({ minLength: 1, maxLength: 4 })

  await fc.assert(
    fc.asyncProperty(anyPlace, fc.integer({ min: 1, max: 400 }), some, async (at, length, put) => {
      const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
      const [taken, doubled] = [after.subarray(0, length), before.subarray(-length)]

      await assert.rejects(verify(before, after.subarray(taken.length)), ExportFault)
      await assert.rejects(verify(before, Buffer.from(put), after), ExportFault)
      if (at > 0) await assert.rejects(verify(before, doubled, after), ExportFault)
    }),
    { numRuns: 500 },
  )
})
