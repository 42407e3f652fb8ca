import { issuerOf } from '../../core/token.ts'
import type { Endpoint } from '../endpoint.ts'
import { findAuthority } from '../tenants.ts'
import { paths, type Version } from '../version.ts'

/** The public keys that tokens can be checked with, each with the issuer that it signs for, as Entra has it. */
export const keys = (version: Version): Endpoint => ({
  method: 'GET',
  path: `/:tenant${paths[version].keys}`,

  answer: async ({ origin, tenantName }, { store, signingKeys }) => {
    const { tenantId } = await store.read((tx) => findAuthority(tx, tenantName))
    const issuer = issuerOf(origin, tenantId)
    return { keys: signingKeys.jwks.map((key) => ({ ...key, issuer })) }
  },
})
