import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { SealBroken } from '../../../src/core/sealBroken.ts'
import { engines } from '../engines.ts'
import { newSecrets, openOutside, repeatable, saveSecrets } from './support.ts'

for (const [name, openDatabase] of Object.entries(engines)) {
  describe(`an answer that the ${name} store keeps`, () => {
    for (const [what, change] of Object.entries({
      'of another request': `update repeatable_requests set request = 'another'`,
      'that is kept for longer': 'update repeatable_requests set expires_at = expires_at + 1',
    })) {
      test(`is not given as one ${what}`, async (t) => {
        const { store, db } = await openOutside(t, openDatabase)
        await saveSecrets(store, newSecrets())
        assert.ok(await store.read((tx) => tx.findRepeatable(repeatable(''))))

        await db.change((session) => session.script(change))

        await assert.rejects(
          store.read((tx) => tx.findRepeatable(repeatable(''))),
          SealBroken,
        )
      })
    }
  })
}
