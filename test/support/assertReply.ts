import assert from 'node:assert/strict'
import { Compile } from 'typebox/compile'
import type { AnyOperation } from '../../src/operations/operation.ts'
import type { Reply } from './startService.ts'

/** That an answer is one that its operation says it has. */
export const assertReply = ({ id, replies }: AnyOperation, { status, body }: Reply): void => {
  const schema = replies[status]
  assert.ok(schema, `${id} has no body for ${status}: ${JSON.stringify(body)}`)
  assert.deepEqual(Compile(schema).Errors(body), [])
}
