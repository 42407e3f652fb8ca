import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { RoleAssignment } from '../../src/core/access/roleAssignment.ts'
import { whole } from '../../src/core/range.ts'
import type { Store } from '../../src/core/store.ts'
import { engines, openFresh } from './engines.ts'
import { assignment, customRole, factory, savePlaces, tenant } from './samples.ts'

const upper = (text: string): string => text.toUpperCase()
const otherTenantId = '1111bbbb-1111-1111-1111-111111111111'
const subscriptionScope = '/subscriptions/2222bbbb-2222-2222-2222-222222222222'
const groupScope = assignment.scope

const idAt = (number: number): string => `6666ffff-0000-0000-0000-${String(number).padStart(12, '0')}`
const save = (store: Store, assignments: readonly Partial<RoleAssignment>[]): Promise<void> =>
  store.change(async (tx) => {
    for (const one of assignments) await tx.saveRoleAssignment({ ...assignment, ...one })
  })

for (const [name, openDatabase] of Object.entries(engines)) {
  describe(`the ${name} store, of roles`, () => {
    test('finds assignments and roles as they were saved, whatever the letter case of their ids', async (t) => {
      const store = await openFresh(t, openDatabase)
      const bare = { description: undefined, createdBy: undefined, updatedBy: undefined, id: idAt(1) }
      await save(store, [{}, bare])
      await store.change((tx) => tx.saveRoleDefinition(customRole))

      await store.read(async (tx) => {
        assert.deepEqual(await tx.findRoleAssignment(upper(tenant.id), upper(assignment.id)), assignment)
        assert.deepEqual(await tx.findRoleAssignment(tenant.id, idAt(1)), { ...assignment, ...bare })
        assert.deepEqual(await tx.findRoleDefinition(upper(tenant.id), upper(customRole.id)), customRole)
        assert.deepEqual(await tx.listRoleDefinitions(upper(tenant.id)), [customRole])
        assert.equal(await tx.countRoleAssignments(upper(tenant.id)), 2)
        assert.deepEqual(await tx.listScopesOfRole(upper(tenant.id), upper(customRole.id)), [groupScope])
      })
    })

    test('finds nothing where there is nothing, and deletes nothing', async (t) => {
      const store = await openFresh(t, openDatabase)

      await store.change(async (tx) => {
        assert.equal(await tx.findRoleAssignment(tenant.id, assignment.id), undefined)
        assert.equal(await tx.findRoleDefinition(tenant.id, customRole.id), undefined)
        assert.equal(await tx.findPrincipalById(tenant.id, assignment.principalId), undefined)
        assert.equal(await tx.findFactoryOfPrincipal(factory.principalId), undefined)
        assert.deepEqual(await tx.listRoleDefinitions(tenant.id), [])
        assert.deepEqual(await tx.listScopesOfRole(tenant.id, customRole.id), [])
        assert.equal(await tx.countRoleAssignments(tenant.id), 0)
        assert.equal(await tx.deleteRoleAssignment(tenant.id, assignment.id), false)
        assert.equal(await tx.deleteRoleDefinition(tenant.id, customRole.id), false)
      })
    })

    test('saves again what is there, all but its birth, and deletes it once', async (t) => {
      const store = await openFresh(t, openDatabase)
      const later = { description: 'Later', updatedOn: '2027-01-02T03:04:06Z', updatedBy: undefined }
      await save(store, [{}, { ...later, id: upper(assignment.id), createdOn: 'never', createdBy: 'nobody' }])
      const changed = { ...customRole, name: 'Other', permissions: [], assignableScopes: ['/subscriptions/x'] }
      await store.change(async (tx) => {
        await tx.saveRoleDefinition(customRole)
        await tx.saveRoleDefinition(changed)
      })

      await store.change(async (tx) => {
        assert.deepEqual(await tx.findRoleAssignment(tenant.id, assignment.id), { ...assignment, ...later })
        assert.deepEqual(await tx.listRoleDefinitions(tenant.id), [changed])
        assert.equal(await tx.deleteRoleAssignment(upper(tenant.id), upper(assignment.id)), true)
        assert.equal(await tx.deleteRoleAssignment(tenant.id, assignment.id), false)
        assert.equal(await tx.deleteRoleDefinition(upper(tenant.id), upper(customRole.id)), true)
        assert.equal(await tx.deleteRoleDefinition(tenant.id, customRole.id), false)
      })
    })

    test('keeps the tenants apart, also where they have chosen the same ids and names', async (t) => {
      const store = await openFresh(t, openDatabase)
      const theirs = { ...assignment, tenantId: otherTenantId, scope: '/', principalId: 'p' }
      const theirRole = {
        ...customRole,
        description: 'Theirs',
        custom: { ...customRole.custom, tenantId: otherTenantId },
      }
      await save(store, [{}, theirs])
      await store.change(async (tx) => {
        await tx.saveRoleDefinition(customRole)
        await tx.saveRoleDefinition(theirRole)
        await tx.deleteRoleAssignment(otherTenantId, assignment.id)
        await tx.saveRoleAssignment({ ...theirs, principalId: assignment.principalId })
        await tx.deleteRoleDefinition(otherTenantId, customRole.id)
      })

      await store.read(async (tx) => {
        const around = { tenantId: tenant.id, scope: '/', atScope: false, principalId: undefined }
        assert.deepEqual(await tx.listRoleAssignmentsAround(around, whole), [assignment])
        assert.deepEqual(await tx.listRoleAssignments(tenant.id, assignment.principalId), [assignment])
        assert.deepEqual(await tx.listScopesOfRole(tenant.id, customRole.id), [groupScope])
        assert.equal(await tx.countRoleAssignments(tenant.id), 1)
        assert.deepEqual(await tx.findRoleDefinition(tenant.id, customRole.id), customRole)
        assert.equal(await tx.findRoleDefinition(otherTenantId, customRole.id), undefined)
      })
    })

    const scopes = [
      '/',
      subscriptionScope,
      groupScope.toUpperCase(),
      `${groupScope}/providers/Microsoft.DataFactory/factories/F`,
      `${groupScope}2`,
      groupScope.slice(0, -1),
      `${subscriptionScope}0`,
    ]
    for (const [scope, atScope, below] of [
      ['/', [0], [0, 1, 2, 3, 4, 5, 6]],
      [subscriptionScope, [0, 1], [0, 1, 2, 3, 4, 5]],
      [groupScope, [0, 1, 2], [0, 1, 2, 3]],
      [`${groupScope}/providers/Microsoft.DataFactory/factories/f/`, [0, 1, 2, 3], [0, 1, 2, 3]],
      [`${subscriptionScope}/resourceGroups/Missing`, [0, 1], [0, 1]],
    ] as const) {
      test(`lists assignments at ${scope}, above it and below it, by whole segments`, async (t) => {
        const store = await openFresh(t, openDatabase)
        await save(
          store,
          scopes.map((scope, index) => ({ id: idAt(index), scope, principalId: index % 2 ? 'odd' : 'even' })),
        )
        const list = (atScope: boolean, principalId?: string) =>
          store.read(async (tx) => {
            const of = { tenantId: tenant.id, scope, atScope, principalId }
            return (await tx.listRoleAssignmentsAround(of, whole)).map(({ id }) => Number(id.slice(-12)))
          })

        assert.deepEqual(await list(true), atScope)
        assert.deepEqual(await list(false), below)
        assert.deepEqual(
          await list(false, 'ODD'),
          below.filter((index) => index % 2),
        )
      })
    }

    test('lists a part of them by id', async (t) => {
      const store = await openFresh(t, openDatabase)
      await save(
        store,
        [3, 1, 4, 2].map((number) => ({ id: idAt(number) })),
      )
      const around = { tenantId: tenant.id, scope: groupScope, atScope: true, principalId: undefined }

      const part = await store.read((tx) => tx.listRoleAssignmentsAround(around, { after: idAt(1), limit: 2 }))

      assert.deepEqual(
        part.map(({ id }) => id),
        [idAt(2), idAt(3)],
      )
    })

    test('deletes the assignments at a scope and below it, and leaves those above and beside', async (t) => {
      const store = await openFresh(t, openDatabase)
      await save(
        store,
        scopes.map((scope, index) => ({ id: idAt(index), scope })),
      )

      await store.change((tx) => tx.deleteRoleAssignmentsWithin(`${groupScope}/`))

      const left = await store.read((tx) => tx.listRoleAssignments(tenant.id, assignment.principalId))
      assert.deepEqual(
        left.map(({ id }) => id),
        [0, 1, 4, 5, 6].map(idAt),
      )
    })

    test('tells each scope of a role once', async (t) => {
      const store = await openFresh(t, openDatabase)
      await save(store, [{ id: idAt(1) }, { id: idAt(2), scope: upper(groupScope) }, { id: idAt(3), scope: '/' }])
      await save(store, [{ id: idAt(4), scope: subscriptionScope, roleDefinitionId: 'other' }])

      const found = await store.read((tx) => tx.listScopesOfRole(tenant.id, customRole.id))

      assert.deepEqual(
        found.map((scope) => scope.toLowerCase()),
        ['/', groupScope.toLowerCase()],
      )
    })

    test('takes no second role of the same name in a tenant, whatever its letter case', async (t) => {
      const store = await openFresh(t, openDatabase)
      await store.change((tx) => tx.saveRoleDefinition(customRole))

      const twin = { ...customRole, id: idAt(1), name: upper(customRole.name) }
      await assert.rejects(store.change((tx) => tx.saveRoleDefinition(twin)))

      assert.deepEqual(await store.read((tx) => tx.listRoleDefinitions(tenant.id)), [customRole])
    })

    test('finds a principal in its own tenant alone, and the factory whose identity somebody is', async (t) => {
      const store = await openFresh(t, openDatabase)
      const objectId = '5555eeee-5555-5555-5555-555555555555'
      const ann = { tenantId: tenant.id, objectId, kind: 'user', name: 'ann', displayName: 'Ann' } as const
      await store.change(async (tx) => {
        await savePlaces(tx)
        await tx.saveTenant({ id: otherTenantId, displayName: 'Others', defaultDomain: 'others.local' })
        await tx.savePrincipal({ ...ann, secretHash: undefined })
        await tx.saveFactory(factory)
      })

      await store.read(async (tx) => {
        assert.equal((await tx.findPrincipalById(upper(tenant.id), upper(objectId)))?.name, 'ann')
        assert.equal(await tx.findPrincipalById(otherTenantId, objectId), undefined)
        assert.deepEqual((await tx.findFactoryOfPrincipal(upper(factory.principalId)))?.id, factory.id)
      })
    })
  })
}
