import assert from 'node:assert/strict'
import { test } from 'node:test'
import { authorizeUrl, broughtBack } from '../../support/authorizeRequests.ts'
import { tenantId } from '../../support/known.ts'
import { startSignIns } from '../../support/signIns.ts'
import { ann } from '../../support/signInWorld.ts'

const always = ['aud', 'auth_time', 'exp', 'iat', 'iss', 'nbf', 'nonce', 'sub', 'tid', 'uti', 'ver']
const ofProfile = ['name', 'oid', 'preferred_username', 'upn']

for (const [version, path] of [
  ['1', '/oauth2/authorize'],
  ['2', '/oauth2/v2.0/authorize'],
] as const) {
  for (const [scope, more] of [
    ['openid', version === '1' ? ofProfile : []],
    ['openid profile', ofProfile],
    ['openid email', version === '1' ? [...ofProfile, 'email'] : ['email']],
    ['openid profile email', [...ofProfile, 'email']],
  ] as const) {
    test(`an id token of version ${version} tells what ${scope} asks for, and no more`, async (t) => {
      const azure = await startSignIns(t)
      const url = authorizeUrl({ scope, response_type: 'id_token' }, `/${tenantId}${path}`)

      const { id_token: idToken } = broughtBack(await azure.browser.signIn(url, ann))

      const claims = await azure.claimsOf(idToken)
      assert.deepEqual(Object.keys(claims).toSorted(), [...always, ...more].toSorted())
      if ('email' in claims) assert.equal(claims.email, ann.userName)
    })
  }
}
