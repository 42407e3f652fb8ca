import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { plainRegistration } from '../../../src/core/appRegistration.ts'
import { ownOrigins } from '../../../src/core/origins.ts'
import type { Tenant } from '../../../src/core/tenant.ts'
import { apiReferenceClientId } from '../../../src/entra/clients/clientOfEveryTenant.ts'
import { findClient } from '../../../src/entra/clients/findClient.ts'
import { azureCli } from '../../support/known.ts'
import { openTemporaryStore } from '../../support/openTemporaryStore.ts'

const origins = ownOrigins(['https://localhost:8443', 'http://localhost:8080'])
const clientId = '0b9e5d1c-3a67-4c1e-9d57-6e8a40f2c711'
const tenants = ['contoso', 'fabrikam'].map((name) => ({
  id: name,
  displayName: name,
  defaultDomain: `${name}.example`,
}))
const [contoso, fabrikam] = tenants

/** Two tenants; the application is in those that are named. */
const startClients = async (t: TestContext, names: readonly string[]) => {
  const store = await openTemporaryStore(t)
  await store.change(async (tx) => {
    for (const tenant of tenants) await tx.saveTenant(tenant)
    for (const [index, tenantId] of names.entries()) {
      await tx.savePrincipal({
        tenantId,
        objectId: `object-${index}`,
        kind: 'application',
        name: clientId,
        displayName: `of ${tenantId}`,
        secretHash: undefined,
        registration: { ...plainRegistration, allowsImplicitFlow: true },
      })
    }
  })
  return (id: string, { tenant }: { tenant: Tenant | undefined } = { tenant: contoso }) =>
    store.read((tx) => findClient(tx, { clientId: id, tenant, origins }))
}

test('an application is found in its tenant, whatever the letter case of its id', async (t) => {
  const find = await startClients(t, ['contoso'])

  assert.partialDeepStrictEqual(await find(clientId.toUpperCase()), {
    clientId,
    displayName: 'of contoso',
    tenantId: 'contoso',
    registration: { allowsImplicitFlow: true },
  })
  assert.equal(await find(clientId, { tenant: fabrikam }), undefined)
})

test('without a tenant it is found where one alone has it', async (t) => {
  for (const [names, expected] of [
    [['fabrikam'], 'fabrikam'],
    [['contoso', 'fabrikam'], undefined],
    [[], undefined],
  ] as const) {
    const find = await startClients(t, names)
    assert.equal((await find(clientId, { tenant: undefined }))?.tenantId, expected)
  }
})

test("Azure's own command line is there in every tenant, as a client without a secret", async (t) => {
  const find = await startClients(t, [])

  for (const tenant of tenants) {
    assert.partialDeepStrictEqual(await find(azureCli, { tenant }), {
      displayName: 'Microsoft Azure CLI',
      tenantId: undefined,
      secretHash: undefined,
      registration: { allowsImplicitFlow: false, redirectUris: { web: [], spa: [] } },
    })
  }
})

test('the API reference may have tokens at each own origin, and nowhere else', async (t) => {
  const find = await startClients(t, [])

  const client = await find(apiReferenceClientId)

  assert.equal(client?.registration.allowsImplicitFlow, true)
  assert.deepEqual(client?.registration.redirectUris, {
    web: [],
    spa: ['https://localhost:8443/docs/oauth2-redirect.html', 'http://localhost:8080/docs/oauth2-redirect.html'],
    publicClient: [],
  })
})

test('nobody is found by a name that is no application', async (t) => {
  const find = await startClients(t, [])

  for (const id of [clientId, '', 'constructor', '__proto__']) assert.equal(await find(id), undefined, id)
})
