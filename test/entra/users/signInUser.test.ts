import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { openAttempts } from '../../../src/core/attempts/attempts.ts'
import { secretChecker } from '../../../src/entra/secrets/secretChecker.ts'
import { signInUser } from '../../../src/entra/users/signInUser.ts'
import { cheapHash } from '../../support/cheapHash.ts'
import { countHashes } from '../../support/countHashes.ts'
import { tenantId } from '../../support/known.ts'
import { openTemporaryStore } from '../../support/openTemporaryStore.ts'
import { ann, carol, saveSignInWorld } from '../../support/signInWorld.ts'
import { otherTenantId } from '../../support/twoTenants.ts'

const locked = { code: 50053 }
const invalid = { code: 50126 }

interface Try {
  readonly userName: string
  readonly password: string
  readonly tenantName?: string
  readonly address?: string
}

const start = async (t: TestContext) => {
  const store = await openTemporaryStore(t)
  await saveSignInWorld(store)
  const parts = {
    store,
    attempts: openAttempts({ now: () => new Date(0) }),
    checkSecret: secretChecker({ randomBytes }),
  }
  const signIn = ({ tenantName = tenantId, address = '192.0.2.1', ...credentials }: Try) =>
    signInUser(parts, { tenantName, address, ...credentials })
  return {
    store,
    signIn,
    fail: async (times: number, { userName, ...place }: Omit<Try, 'password'>): Promise<void> => {
      for (let one = 0; one < times; one += 1) {
        await assert.rejects(signIn({ userName, ...place, password: `guess ${one}` }), invalid)
      }
    },
  }
}

for (const [what, known, unknown] of [
  ['of the domain of a tenant', ann.userName, 'nobody@lazulite.local'],
  ['of a domain that is no tenant’s', carol.userName, 'nobody@elsewhere.example'],
] as const) {
  for (const [where, tenantNames] of [
    ['at one tenant', [tenantId, tenantId]],
    ['at two tenants', [tenantId, otherTenantId]],
    ['with and without a tenant', [tenantId, 'common']],
  ] as const) {
    test(`how many hashes two equal tries ${where} cost tells nothing of a name ${what}`, async (t) => {
      const { signIn } = await start(t)
      const hashes = countHashes(t)
      const costOf = async (userName: string): Promise<number> => {
        const before = hashes()
        const tries = tenantNames.map((tenantName) => signIn({ userName, tenantName, password: 'a guess' }))
        await Promise.allSettled(tries)
        return hashes() - before
      }

      assert.equal(await costOf(known), await costOf(unknown))
    })
  }
}

test('the same password for two unknown names at the same time is hashed for each, as for two known ones', async (t) => {
  const { signIn } = await start(t)
  const hashes = countHashes(t)

  await Promise.allSettled(
    ['nobody@lazulite.local', 'noone@lazulite.local'].map((userName) => signIn({ userName, password: 'a guess' })),
  )

  assert.equal(hashes(), 2)
})

test('guesses at one tenant tell nothing of a name by how they are answered at another', async (t) => {
  const { signIn, fail } = await start(t)

  for (const userName of [ann.userName, 'nobody@lazulite.local']) {
    await fail(10, { userName })

    await assert.rejects(signIn({ userName, password: 'a guess' }), locked)
    await assert.rejects(signIn({ userName, password: 'a guess', tenantName: 'common' }), locked)
    await assert.rejects(signIn({ userName, password: 'a guess', tenantName: otherTenantId }), invalid)
  }
})

test('a name that is longer than any is nobody’s, costs as much and is counted', async (t) => {
  const { store, signIn, fail } = await start(t)
  const userName = `${'x'.repeat(300)}@lazulite.local`
  const principal = {
    tenantId,
    objectId: 'eeeeeeee-0000-0000-0000-000000000001',
    kind: 'user',
    name: userName,
  } as const
  await store.change((tx) => tx.savePrincipal({ ...principal, displayName: '', secretHash: cheapHash('right') }))
  const hashes = countHashes(t)

  await assert.rejects(signIn({ userName, password: 'right' }), invalid)
  await fail(9, { userName })

  assert.equal(hashes(), 10)
  await assert.rejects(signIn({ userName, password: 'right' }), locked)
})

test('who has shown the right password from an address is not locked out there by those who guess', async (t) => {
  const { store, signIn, fail } = await start(t)
  const others = Array.from({ length: 10 }, (_, one) => `user${one}@lazulite.local`)
  const user = { tenantId, kind: 'user', displayName: '', secretHash: cheapHash('x') } as const
  await store.change(async (tx) => {
    for (const name of others) await tx.savePrincipal({ ...user, name, objectId: `object of ${name}` })
  })
  await signIn(ann)

  await fail(20, { userName: ann.userName })
  for (const userName of others) await fail(8, { userName })

  assert.equal((await signIn(ann)).name, ann.userName)
  await assert.rejects(signIn({ userName: carol.userName, password: carol.password }), locked)
})
