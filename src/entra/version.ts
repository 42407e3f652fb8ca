/** Entra's two generations of endpoints; they differ in paths and in the shape of the answer, not in the token. */
export type Version = 'v1' | 'v2'

interface Paths {
  readonly openIdConfiguration: string
  readonly authorize: string
  readonly token: string
  readonly deviceCode: string
  readonly logout: string
  readonly keys: string
}

/** Below a tenant. */
export const paths: Readonly<Record<Version, Paths>> = {
  v1: {
    openIdConfiguration: '/.well-known/openid-configuration',
    authorize: '/oauth2/authorize',
    token: '/oauth2/token',
    deviceCode: '/oauth2/devicecode',
    logout: '/oauth2/logout',
    keys: '/discovery/keys',
  },
  v2: {
    openIdConfiguration: '/v2.0/.well-known/openid-configuration',
    authorize: '/oauth2/v2.0/authorize',
    token: '/oauth2/v2.0/token',
    deviceCode: '/oauth2/v2.0/devicecode',
    logout: '/oauth2/v2.0/logout',
    keys: '/discovery/v2.0/keys',
  },
}
