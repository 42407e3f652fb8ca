import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nobody, origin, owner, tenantId } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'
import { arm, askFor, claimsOf, type Place, places, worldWith } from './support.ts'

const azure = await shareService()
const everyPlace = Object.keys(places) as Place[]

test('a virtual machine gets the token of the world’s identity, every value as text', async () => {
  const { status, headers, body } = await askFor(azure, 'a virtual machine')

  assert.equal(status, 200)
  assert.equal(headers['content-type'], 'application/json; charset=utf-8')
  assert.match(String(headers['cache-control']), /no-store/)
  const { access_token, expires_on, not_before, ...others } = body
  assert.match(access_token, /^ey[\w-]+\.[\w-]+\.[\w-]+$/)
  assert.deepEqual(others, {
    client_id: nobody.clientId,
    expires_in: '3599',
    ext_expires_in: '3599',
    resource: arm,
    token_type: 'Bearer',
  })
  for (const time of [expires_on, not_before]) assert.match(time, /^\d{10}$/)
  assert.ok(Math.abs(Number(expires_on) - Date.now() / 1000 - 3599) < 60)
})

test('an App Service gets the same, in its own members', async () => {
  const { status, headers, body } = await askFor(azure, 'an App Service')

  assert.equal(status, 200)
  assert.equal(headers['content-type'], 'application/json; charset=utf-8')
  assert.deepEqual(Object.keys(body), ['access_token', 'expires_on', 'resource', 'token_type', 'client_id'])
  assert.deepEqual([body.client_id, body.resource, body.token_type], [nobody.clientId, arm, 'Bearer'])
  assert.equal(Number(body.expires_on), claimsOf({ body } as never).exp)
})

for (const place of everyPlace) {
  test(`the token of ${place} is an application’s, of the world’s tenant`, async () => {
    const claims = claimsOf(await askFor(azure, place))

    assert.partialDeepStrictEqual(claims, {
      aud: arm,
      iss: `http://localhost:8080/${tenantId}/v2.0`,
      appid: nobody.clientId,
      appidacr: '2',
      idtyp: 'app',
      oid: nobody.objectId,
      sub: nobody.objectId,
      tid: tenantId,
    })
    for (const name of ['scp', 'roles', 'upn']) assert.ok(!(name in claims), name)
  })

  test(`Resource Manager takes the token of ${place}, and its roles decide`, async (t) => {
    const own = await startService(t)
    const token = (await askFor(own, place)).body.access_token
    const before = await own.send('GET', '/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups', {
      token,
    })
    await own.send(
      'PUT',
      '/subscriptions/22222222-2222-2222-2222-222222222222/providers/Microsoft.Authorization/roleAssignments/' +
        '99999999-9999-9999-9999-999999999999',
      {
        query: 'api-version=2022-04-01',
        body: {
          properties: {
            principalId: nobody.objectId,
            principalType: 'ServicePrincipal',
            roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7',
          },
        },
      },
    )
    const after = await own.send('GET', '/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups', { token })

    assert.deepEqual([before.status, after.status], [403, 200])
  })

  test(`${place} gets a token for the resource as it was asked, letter by letter`, async () => {
    for (const resource of [`${arm}/`, 'https://management.core.windows.net/', origin, `${origin}/`]) {
      const reply = await askFor(azure, place, { query: { resource } })

      assert.deepEqual([reply.status, reply.body.resource, claimsOf(reply).aud], [200, resource, resource])
    }
  })

  test(`${place} may ask with a slash behind, in any letter case, and with what nobody knows`, async () => {
    const { path } = places[place]
    const query = { xms_cc: 'cp1', token_sha256_to_refresh: 'x' }

    for (const asked of [{ path: `${path}/` }, { path: path.toUpperCase() }, { path: `/${path}` }, { query }]) {
      assert.equal((await askFor(azure, place, asked)).status, 200, JSON.stringify(asked))
    }
  })

  test(`${place} may ask by a newer version`, async () => {
    const { status } = await askFor(azure, place, { query: { 'api-version': '2025-03-30' } })

    assert.equal(status, 200)
  })

  for (const [name, value] of [
    ['client_id', nobody.clientId],
    ['object_id', nobody.objectId],
    ['object_id', nobody.objectId.toUpperCase()],
    ['principal_id', nobody.objectId],
    ['msi_res_id', resourceId('lazulite-identity')],
    ['mi_res_id', resourceId('LAZULITE-identity').replace('resourceGroups', 'resourcegroups')],
    ['client_id', ''],
  ] as const) {
    test(`${place} may name its identity: ${name}=${value}`, async () => {
      const { status, body } = await askFor(azure, place, { query: { [name]: value } })

      assert.deepEqual([status, body.client_id], [200, nobody.clientId])
    })
  }

  for (const [what, query] of Object.entries({
    'an application': { client_id: owner.clientId },
    'the object id as client id': { client_id: nobody.objectId },
    'nobody at all': { client_id: '99999999-9999-9999-9999-999999999999' },
    'an application by its object id': { object_id: owner.objectId },
    'a resource id of another name': { mi_res_id: resourceId('other') },
    'what is no resource id': { msi_res_id: 'lazulite-identity' },
    'a resource id with more behind it': { msi_res_id: `${resourceId('other')}/x/lazulite-identity` },
    'two that are not the same': { client_id: nobody.clientId, object_id: owner.objectId },
  })) {
    test(`${place} gets no token for ${what}`, async () => {
      const { status, body } = await askFor(azure, place, { query })

      assert.equal(status, 400)
      assert.deepEqual(
        body,
        place === 'a virtual machine'
          ? { error: 'invalid_request', error_description: 'Identity not found' }
          : { statusCode: 400, message: 'Identity not found' },
      )
    })
  }
}

function resourceId(name: string): string {
  return `/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`
}

test('of several identities, each gets its own token when it is named, and nobody one when none is', async (t) => {
  const first = { clientId: '88888888-0000-0000-0000-000000000001', objectId: '88888888-0000-0000-0000-00000000000a' }
  const second = { clientId: '88888888-0000-0000-0000-000000000002', objectId: '88888888-0000-0000-0000-00000000000b' }
  const world = worldWith([
    { ...first, displayName: 'one' },
    { ...second, displayName: 'two' },
  ])
  const own = await startService(t, { world })

  const unnamed = await askFor(own, 'a virtual machine')
  const named = await askFor(own, 'a virtual machine', { query: { client_id: second.clientId } })
  const byResource = await askFor(own, 'an App Service', { query: { mi_res_id: resourceId('one') } })

  assert.equal(unnamed.status, 400)
  assert.deepEqual(unnamed.body, {
    error: 'invalid_request',
    error_description:
      'Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request',
  })
  assert.equal(claimsOf(named).oid, second.objectId)
  assert.equal(claimsOf(byResource).oid, first.objectId)
})

test('a world without identities has none to give', async (t) => {
  const own = await startService(t, { world: worldWith([]) })

  const { status, body } = await askFor(own, 'a virtual machine')

  assert.deepEqual([status, body.error_description], [400, 'Identity not found'])
})

test('the identities of other tenants are not this machine’s', async (t) => {
  const there = {
    clientId: '88888888-0000-0000-0000-000000000001',
    objectId: '88888888-0000-0000-0000-00000000000a',
    displayName: 'there',
  }
  const world = worldWith([])
  const other = {
    id: '99999999-0000-0000-0000-000000000000',
    displayName: 'Other',
    defaultDomain: 'other.example',
    managedIdentities: [there],
  }
  const own = await startService(t, { world: { ...world, tenants: [...world.tenants, other] } })

  const { status } = await askFor(own, 'a virtual machine', { query: { client_id: there.clientId } })

  assert.equal(status, 400)
})
