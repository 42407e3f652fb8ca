import type { FastifyInstance } from 'fastify'
import { locations } from '../core/location.ts'
import type { Origins } from '../core/origins.ts'
import { apiVersionOf, requireApiVersion } from './apiVersion.ts'

/**
 * `GET /metadata/endpoints`: where everything is, for clients that know nothing else. Its shape changed with its
 * versions: one object since 2022, a list of one in 2019 and 2020, and two older shapes before. Takes no token.
 */
export const mountMetadata = (app: FastifyInstance, origins: Origins): void => {
  app.get('/metadata/endpoints', async (request, reply) => {
    const version = apiVersionOf(request) === '1.0' ? '1.0' : requireApiVersion(request)
    const document = documentOf(origins.named(request.headers.host), version)
    return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(document))
  })
}

const documentOf = (origin: string, version: string): unknown => {
  if (version === '1.0' || version < '2018') return legacy(origin)
  if (version < '2019') return cloudEndpoints(origin)
  return version < '2022' ? [current(origin)] : current(origin)
}

const audiences = ['https://management.core.windows.net/', 'https://management.azure.com/']

/** No slash behind the login endpoint: Terraform would put a second one. */
const authentication = (origin: string) => ({
  loginEndpoint: origin,
  audiences: [...audiences, origin],
  tenant: 'common',
  identityProvider: 'AAD',
})

const current = (origin: string) => ({
  name: 'Lazulite',
  portal: origin,
  resourceManager: `${origin}/`,
  graph: `${origin}/`,
  graphAudience: `${origin}/`,
  microsoftGraphResourceId: `${origin}/graph`,
  authentication: authentication(origin),
  suffixes: { storage: 'core.windows.net', keyVaultDns: 'vault.azure.net' },
})

const cloudEndpoints = (origin: string) => ({
  authentication: authentication(origin),
  cloudEndpoint: { public: { endpoint: new URL(origin).host, locations } },
})

const legacy = (origin: string) => ({
  galleryEndpoint: `${origin}/`,
  graphEndpoint: `${origin}/`,
  portalEndpoint: `${origin}/`,
  authentication: { loginEndpoint: `${origin}/`, audiences: [`${origin}/`, ...audiences] },
})
