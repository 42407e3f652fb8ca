import { issuerOf } from '../../core/token.ts'
import type { Endpoint } from '../endpoint.ts'
import { findAuthority } from '../tenants.ts'
import { paths, type Version } from '../version.ts'

/**
 * The document that clients find all other endpoints by, in Entra's members and order, as far as they are true here.
 *
 * @see OpenID Connect Discovery 1.0, section 3
 */
export const openIdConfiguration = (version: Version): Endpoint => ({
  method: 'GET',
  path: `/:tenant${paths[version].openIdConfiguration}`,

  answer: async ({ origin, tenantName }, { store }) => {
    const { segment, tenantId } = await store.read((tx) => findAuthority(tx, tenantName))
    const url = (path: string): string => `${origin}/${segment}${path}`
    return {
      token_endpoint: url(paths[version].token),
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
      jwks_uri: url(paths[version].keys),
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: [],
      issuer: issuerOf(origin, tenantId),
      // Nobody answers there: there are no users to sign in. But MSAL refuses a document without it.
      authorization_endpoint: url(paths[version].authorize),
      cloud_instance_name: new URL(origin).host,
    }
  },
})
