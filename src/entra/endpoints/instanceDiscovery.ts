import type { Endpoint } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import { parseParameters, requireParameter } from '../parameters.ts'
import { findAuthority } from '../tenants.ts'
import { paths, type Version } from '../version.ts'

/**
 * Tells a client whether it may trust an authority. Asked only by clients that reach this server under the name of
 * Microsoft's own login host; version 1.0 answers with the first member alone. Assumed, but for what clients read.
 */
export const instanceDiscovery: Endpoint = {
  method: 'GET',
  path: '/common/discovery/instance',

  answer: async ({ origin, query }, { origins, store }) => {
    const parameters = parseParameters(query)
    const version = checkVersion(parameters['api-version'])
    const authority = parseAuthority(requireParameter(parameters, 'authorization_endpoint'), origins.all)

    const { segment } = await store.read((tx) => findAuthority(tx, authority.tenantName))
    const document = `${origin}/${segment}${paths[authority.version].openIdConfiguration}`
    if (version === '1.0') return { tenant_discovery_endpoint: document }
    const { host } = new URL(origin)
    const metadata = [{ preferred_network: host, preferred_cache: host, aliases: [host] }]
    return { tenant_discovery_endpoint: document, 'api-version': version, metadata }
  },
}

const checkVersion = (given: string | undefined): '1.0' | '1.1' => {
  if (given === '1.0' || given === '1.1') return given
  throw new OAuthError('MalformedDiscoveryRequest', 'The request is malformed. Its api-version must be 1.0 or 1.1.')
}

/**
 * The tenant and version that an authorization endpoint names. Its port is not compared: MSAL for Python loses it.
 *
 * @throws OAuthError `NoSuchInstance` for a host that is not the server's own. Documented.
 */
const parseAuthority = (url: string, origins: readonly string[]): { tenantName: string; version: Version } => {
  const { hostname, pathname } = URL.parse(url) ?? { hostname: '', pathname: '' }
  if (!origins.some((origin) => new URL(origin).hostname === hostname)) {
    throw new OAuthError('NoSuchInstance', 'Unknown or invalid instance.')
  }
  const [tenantName = '', ...rest] = pathname.toLowerCase().split('/').slice(1)
  return { tenantName, version: rest.includes('v2.0') ? 'v2' : 'v1' }
}
