import { decodeJwt } from 'jose'
import { builtInWorld } from '../../../src/world/builtInWorld.ts'
import type { World } from '../../../src/world/worldSchema.ts'
import type { Service } from '../../support/shareService.ts'

export const arm = 'https://management.azure.com'

/** Each place with a request that is answered as it stands. */
export const places = {
  'a virtual machine': {
    path: '/metadata/identity/oauth2/token',
    query: { 'api-version': '2018-02-01', resource: arm },
    headers: { metadata: 'true' },
  },
  'an App Service': {
    path: '/msi/token',
    query: { 'api-version': '2019-08-01', resource: arm },
    headers: { 'x-identity-header': 'anything' },
  },
} as const

export type Place = keyof typeof places

interface Asked {
  readonly method?: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT'
  readonly path?: string
  /** In place of, or beside, those of the good request; undefined takes one away. */
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** Where the request comes from. */
  readonly address?: string
}

const given = (all: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined))

/** Asks as a program on the machine does, but for what is said otherwise. */
export const askFor = async ({ app }: Pick<Service, 'app'>, place: Place, asked: Asked = {}) => {
  const { path, query, headers } = places[place]
  const reply = await app.inject({
    method: asked.method ?? 'GET',
    url: `${asked.path ?? path}?${new URLSearchParams(given({ ...query, ...asked.query }))}`,
    headers: given({ host: 'localhost:8080', ...headers, ...asked.headers }),
    remoteAddress: asked.address ?? '127.0.0.1',
  })
  return { status: reply.statusCode, headers: reply.headers, text: reply.body, body: reply.body ? reply.json() : {} }
}

export const claimsOf = ({ body }: Awaited<ReturnType<typeof askFor>>) => decodeJwt(body.access_token)

/** The built-in world with other identities in its tenant. */
export const worldWith = (managedIdentities: World['tenants'][number]['managedIdentities'] & object): World => ({
  ...builtInWorld,
  tenants: builtInWorld.tenants.map((tenant) => ({ ...tenant, managedIdentities })),
})
