import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import { newChain, nextRecord } from '../../../src/core/audit/chainRecord.ts'
import type { Transaction } from '../../../src/core/store.ts'
import { openStore } from '../../../src/store/openStore.ts'
import { keyringNeeds } from '../../support/keyringNeeds.ts'
import { onlineNode } from '../../support/nodes.ts'
import { findSecretsIn } from '../../support/secrets/findSecretsIn.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { engines } from '../engines.ts'
import { assignment, authKey, customRole, factory, runtime, subscription, tenant } from '../samples.ts'
import { bytesIn, listSealed, newSecret, newSecrets, repeatable, runtimeWith, saveSecrets } from './support.ts'

const entry = {
  id: '9999cccc-0000-0000-0000-000000000001',
  time: '2026-01-02T03:04:05Z',
  tenantId: tenant.id,
  subscriptionId: subscription.id,
  caller: { kind: 'principal', objectId: assignment.principalId, name: 'Somebody' },
  address: '127.0.0.1',
  correlationId: '9999cccc-0000-0000-0000-000000000002',
  clientRequestId: undefined,
  method: 'POST',
  operationName: 'A/write',
  resourceId: '/',
  outcome: 'Succeeded',
  status: 200,
  code: undefined,
  authKeys: [],
} as const

/** What the port keeps beside what holds secrets: hashes, names, times and what is for all to see. */
const saveOthers = async (tx: Transaction): Promise<void> => {
  await tx.saveRegistration(subscription.id, 'Microsoft.DataFactory')
  await tx.saveLink({
    sharedUid: runtime.uid,
    subscriptionId: subscription.id,
    factoryName: 'Other',
    name: 'Linked',
    location: 'eastus',
    createTime: '2026-01-02T03:04:05Z',
    linkedUid: undefined,
  })
  await tx.addBegun({
    id: 'a'.repeat(32),
    deed: 'start',
    subscriptionId: subscription.id,
    runtimeUid: runtime.uid,
    endsAt: 0,
  })
  await tx.saveNode(onlineNode(runtime.uid, { credentialHash: tx.fingerprint('authKey', newSecret()) }))
  await tx.saveTicket({
    kind: 'authorizationCode',
    hash: tx.fingerprint('authKey', newSecret()),
    family: 'f',
    expiresAt: 0,
    content: {},
  })
  await tx.savePrincipal({
    tenantId: tenant.id,
    objectId: assignment.principalId,
    kind: 'user',
    name: 'ann',
    displayName: 'Ann',
    secretHash: tx.fingerprint('authKey', newSecret()),
  })
  await tx.addWorld({
    fingerprint: 'f',
    isBuiltIn: true,
    tenantId: tenant.id,
    subscriptionId: undefined,
    clientId: undefined,
  })
  await tx.saveRoleAssignment(assignment)
  await tx.saveRoleDefinition(customRole)
  await tx.addAuditRecord(nextRecord(newChain('c'), { chain: 'c', entry }))
  await tx.addAuthKeyUses(authKey('authKey1'), { uses: 1, lastUsedTime: '2026-01-02T03:04:05Z' })
}

for (const [name, openDatabase] of Object.entries(engines)) {
  describe(`the files of the ${name} store`, () => {
    test('hold no secret that was ever kept, nor a key that seals them, before a rotation or after', async (t) => {
      const folder = temporaryFolder(t)
      const db = openDatabase(folder)
      const keys: Buffer[] = []
      const needs = keyringNeeds()
      const store = await openStore(db, {
        ...needs,
        effects: {
          ...needs.effects,
          randomBytes: (count) => {
            const bytes = randomBytes(count)
            if (count === 32) keys.push(bytes)
            return bytes
          },
        },
      })
      t.after(() => store.close())
      const all = [newSecrets(), newSecrets()] as const
      const search = () => {
        const secrets = all.flatMap((some) => Object.values(some)).concat(keys.map((key) => key.toString('base64')))
        return findSecretsIn(bytesIn(folder), secrets)
      }

      await saveSecrets(store, all[0])
      await store.change(saveOthers)
      await store.change(async (tx) => {
        await tx.saveFactory({ ...factory, properties: { a: [{ type: 'SecureString', value: all[1].ofFactory }] } })
        await tx.saveRuntime(runtimeWith(all[1].ofRuntime))
        await tx.saveAuthKey(authKey('authKey1', 2), all[1].authKey1)
        await tx.saveAuthKey(authKey('authKey2', 2), all[1].authKey2)
        await tx.addServerSecret('other', all[1].ofServer)
        await tx.saveSigningKey({ kid: 'k2', privateJwk: all[1].privateJwk, createTime: '2026-01-02T03:04:05Z' })
        await tx.addRepeatable({ ...repeatable(all[1].answer), id: 'Request-2' })
      })

      assert.deepEqual(search(), [])
      await store.rotateDataKey()
      assert.equal(keys.length, 5, 'the key of fingerprints, and a root key and a data key before and after')
      assert.deepEqual(search(), [])
    })

    test('are searched for whatever the store can keep: each method that writes is used above', async (t) => {
      const db = openDatabase(temporaryFolder(t))
      const store = await openStore(db, keyringNeeds())
      t.after(() => store.close())
      const used = new Set<string>()
      const watched = (tx: Transaction): Transaction =>
        new Proxy(tx, {
          get: (target, method: keyof Transaction) => {
            used.add(method)
            return target[method]
          },
        })

      const watching = {
        ...store,
        change: <T>(work: (tx: Transaction) => Promise<T>) => store.change((tx) => work(watched(tx))),
      }
      await saveSecrets(watching, newSecrets())
      await watching.change(saveOthers)

      const writers = await store.change(async (tx) => Object.keys(tx).filter((method) => /^(save|add)/.test(method)))
      assert.deepEqual(
        writers.filter((method) => !used.has(method)),
        [],
      )
    })

    test('show a secret that somebody keeps in the clear: the search finds it', async (t) => {
      const folder = temporaryFolder(t)
      const db = openDatabase(folder)
      const store = await openStore(db, keyringNeeds())
      t.after(() => store.close())
      // Not of the length that the search of the whole run looks for.
      const secret = randomBytes(33).toString('base64')
      await saveSecrets(store, newSecrets())
      await store.change((tx) => tx.saveFactory({ ...factory, properties: { a: { type: 'String', value: secret } } }))

      assert.deepEqual(findSecretsIn(bytesIn(folder), [secret]), [secret])
      assert.ok(Object.values(await listSealed(db)).flat().length > 0)
    })
  })
}
