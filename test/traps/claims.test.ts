import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeJwt, type JWTPayload } from 'jose'
import { builtInWorld } from '../../src/world/builtInWorld.ts'
import type { World } from '../../src/world/worldSchema.ts'
import { browse } from '../support/browse.ts'
import { azureCli, owner, tenantId, user } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { ownerForm, postToken } from '../support/tokenRequests.ts'

const [tenant] = builtInWorld.tenants
assert.ok(tenant)
const appRoles = ['Keys.Rotate', 'Keys.List']
const world: World = {
  ...builtInWorld,
  tenants: [
    {
      ...tenant,
      applications: (tenant.applications ?? []).map((one) =>
        one.clientId === owner.clientId ? { ...one, appRoles } : one,
      ),
    },
  ],
}
const azure = await shareService({ world })
const redirectUri = 'http://localhost:8400'

const claimsOfApplication = async (scope: string): Promise<JWTPayload> =>
  decodeJwt((await postToken(azure, { ...ownerForm, scope })).body.access_token)

/** The access token that az gets for a user who has signed in for a scope. */
const claimsOfUser = async (scope: string): Promise<JWTPayload> => {
  const query = new URLSearchParams({ client_id: azureCli, response_type: 'code', redirect_uri: redirectUri, scope })
  const { url } = await browse(azure).signIn(`/${tenantId}/oauth2/v2.0/authorize?${query}`)
  const { status, body } = await postToken(azure, {
    grant_type: 'authorization_code',
    client_id: azureCli,
    redirect_uri: redirectUri,
    code: url.searchParams.get('code') ?? assert.fail(url.href),
  })
  assert.equal(status, 200, JSON.stringify(body))
  return decodeJwt(body.access_token)
}

test('the token of an application has its roles and no scopes', async () => {
  const claims = await claimsOfApplication('https://management.azure.com/.default')

  assert.deepEqual([claims.idtyp, claims.roles, 'scp' in claims], ['app', appRoles, false])
})

test('the token of a user has scopes and no roles of applications, and says who the user is', async () => {
  for (const scope of ['https://management.azure.com/.default', 'https://management.azure.com/user_impersonation']) {
    const claims = await claimsOfUser(`${scope} openid profile offline_access`)

    assert.deepEqual([claims.idtyp, claims.scp, 'roles' in claims], ['user', 'user_impersonation', false])
    assert.partialDeepStrictEqual(claims, {
      aud: 'https://management.azure.com',
      appid: azureCli,
      oid: user.objectId,
      tid: tenantId,
      upn: user.name,
      unique_name: user.name,
    })
  }
})

test('Terraform takes who has openid among the scopes of Graph for a user, and all others for applications', async () => {
  const ofUser = await claimsOfUser('https://graph.microsoft.com/.default openid profile')
  const ofApplication = await claimsOfApplication('https://graph.microsoft.com/.default')

  assert.ok(String(ofUser.scp).split(' ').includes('openid'))
  assert.ok(!('scp' in ofApplication))
  for (const { oid, tid, appid } of [ofUser, ofApplication]) {
    for (const claim of [oid, tid, appid]) assert.match(String(claim), /^[\da-f-]{36}$/)
  }
})

test('a user has another sub with each client, and an application its object id', async () => {
  const [one, again] = [await claimsOfUser('openid'), await claimsOfUser('openid')]
  const application = await claimsOfApplication('https://management.azure.com/.default')

  assert.equal(one.sub, again.sub)
  assert.notEqual(one.sub, user.objectId)
  assert.equal(application.sub, owner.objectId)
})
