import { randomBytes, randomUUID } from 'node:crypto'
import { localKey } from '../../src/masterKey/localKey.ts'
import type { KeyringNeeds } from '../../src/store/sealing/openKeyring.ts'

/** What a store needs to open its keys: always the same master key. */
export const keyringNeeds = (key = Buffer.alloc(32, 7)): KeyringNeeds => ({
  effects: { newId: randomUUID, randomBytes },
  openMasterKey: async () => localKey({ key, source: 'the test' }, randomBytes),
})
