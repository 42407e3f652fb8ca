import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { OAuthError } from '../../../src/entra/oauthError.ts'
import { requestedConsent } from '../../../src/entra/tokens/requestedConsent.ts'

const arm = 'https://management.azure.com'
const core = 'https://management.core.windows.net/'
const graph = 'https://graph.microsoft.com'

describe('what is asked for on behalf of a user', () => {
  for (const [scope, audience, oidcScopes] of [
    ['', arm, []],
    ['user_impersonation', arm, []],
    [`${arm}/.default`, arm, []],
    [`${arm}//.default`, `${arm}/`, []],
    [`${core}/.default offline_access openid profile`, core, ['openid', 'profile', 'offline_access']],
    [`${core}/user_impersonation ${core}/.default`, core, []],
    ['openid', graph, ['openid']],
    ['User.Read openid', graph, ['openid']],
    [`${graph}/User.Read`, graph, []],
    ['https://localhost:8443/graph/Application.Read.All', 'https://localhost:8443/graph', []],
    ['  user_impersonation   openid ', arm, ['openid']],
  ] as const) {
    test(`by the scope '${scope}' is for ${audience}`, () => {
      assert.deepEqual(requestedConsent({ scope }), { audience, oidcScopes })
    })
  }

  test('by a resource is for that, letter by letter', () => {
    assert.deepEqual(requestedConsent({ resource: core }), { audience: core, oidcScopes: [] })
    assert.deepEqual(requestedConsent({ resource: core, scope: 'openid' }), { audience: core, oidcScopes: ['openid'] })
  })

  for (const [what, parameters, code] of [
    ['for two resources', { scope: `${arm}/.default ${graph}/User.Read` }, 70011],
    ['by a scope that Resource Manager does not have', { scope: `${arm}/Nonsense.Write` }, 650053],
    ['by one of those that it does not have', { scope: `${arm}/.default ${arm}/Nonsense.Write` }, 650053],
    ['by a resource and a scope of another', { resource: core, scope: `${arm}/.default` }, 9010010],
  ] as const) {
    test(`is refused ${what}`, () => {
      assert.throws(
        () => requestedConsent(parameters),
        (error) => error instanceof OAuthError && error.code === code,
      )
    })
  }
})
