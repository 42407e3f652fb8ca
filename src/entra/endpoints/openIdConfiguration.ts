import { issuerOf } from '../../core/token.ts'
import type { Endpoint } from '../endpoint.ts'
import { findAuthority } from '../tenants.ts'
import { oidcScopes } from '../tokens/scopes.ts'
import { paths, type Version } from '../version.ts'

/**
 * The document that clients find all other endpoints by: of Entra's members those that are true here, in its order.
 *
 * @see OpenID Connect Discovery 1.0, section 3
 */
export const openIdConfiguration = (version: Version): Endpoint => ({
  method: 'GET',
  path: `/:tenant${paths[version].openIdConfiguration}`,

  answer: async ({ origin, tenantName }, { store }) => {
    const { segment, tenantId } = await store.read((tx) => findAuthority(tx, tenantName))
    const { token, keys, authorize, deviceCode, logout } = paths[version]
    const url = (path: string): string => `${origin}/${segment}${path}`
    return {
      token_endpoint: url(token),
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: url(keys),
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token', 'token'],
      scopes_supported: oidcScopes,
      issuer: issuerOf(origin, tenantId),
      request_uri_parameter_supported: false,
      userinfo_endpoint: `${origin}/oidc/userinfo`,
      authorization_endpoint: url(authorize),
      device_authorization_endpoint: url(deviceCode),
      end_session_endpoint: url(logout),
      claims_supported: claims,
      // As Entra has it where no region is known.
      tenant_region_scope: null,
      cloud_instance_name: new URL(origin).host,
    }
  },
})

/** Of id tokens and of what the userinfo endpoint says. */
const claims: readonly string[] = [
  'sub',
  'iss',
  'aud',
  'exp',
  'iat',
  'auth_time',
  'nonce',
  'preferred_username',
  'name',
  'tid',
  'ver',
  'at_hash',
  'c_hash',
  'email',
]
