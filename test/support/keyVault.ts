import { constants, generateKeyPairSync, type KeyObject, privateDecrypt, publicEncrypt, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { buffer } from 'node:stream/consumers'
import type { Certificates } from '../../src/tls/certificates.ts'

export const vaultHost = 'lazulite-test.vault.azure.net'
export const loginHost = 'login.microsoftonline.com'
export const vaultTenant = '77777777-7777-7777-7777-777777777777'
/** Who may use the vault, and what for a secret. */
export const vaultClient = { id: '88888888-8888-8888-8888-888888888888', secret: 'the secret of the vault' }

interface KeyVersion {
  readonly version: string
  readonly keyType: string
  readonly privateKey: KeyObject
  isEnabled: boolean
  expires: number | undefined
}

interface Answer {
  readonly status: number
  /** Sent as it is where it is a text. */
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What the vault says in place of the truth; undefined for the truth. */
export type Otherwise = () => Answer | 'never' | undefined

/**
 * Azure Key Vault, and the sign-in to it, as far as a master key needs them: the newest version of a key or a certain
 * one, wrap and unwrap with RSA-OAEP-256. Documented: Key Vault's REST reference, and "Authentication, requests and
 * responses" for the challenge. As there, whoever shows no token is told where to get one.
 */
export const keyVault = ({ certificate, key }: Certificates) => {
  const keys = new Map<string, KeyVersion[]>()
  const asked: string[] = []
  const tokens = new Set<string>()
  let otherwise: Otherwise = () => undefined
  const answerOf = async (request: IncomingMessage): Promise<Answer | 'never'> => {
    const { pathname } = new URL(request.url ?? '', `https://${request.headers.host}`)
    const body = (await buffer(request)).toString()
    if (request.headers.host === loginHost) return signIn(pathname, body, tokens)
    asked.push(`${request.method} ${pathname}`)
    if (!tokens.has(request.headers.authorization ?? '')) return challenge
    return otherwise() ?? operate(keys, { pathname, body })
  }
  const server = createServer({ cert: certificate, key }, async (request, response) => {
    const answer = await answerOf(request)
    if (answer !== 'never') send(response, answer)
  })
  return {
    server,
    /** What the vault was asked, in order; not the sign-in. */
    asked,
    addVersion: (name: string, keyType: 'EC' | 'RSA' = 'RSA'): string => {
      const version = randomUUID().replaceAll('-', '')
      const { privateKey } =
        keyType === 'RSA'
          ? generateKeyPairSync('rsa', { modulusLength: 2048 })
          : generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const added = { version, keyType, privateKey, isEnabled: true, expires: undefined }
      keys.set(name, [...(keys.get(name) ?? []), added])
      return version
    },
    disable: (name: string): void => {
      for (const one of keys.get(name) ?? []) one.isEnabled = false
    },
    expire: (name: string): void => {
      for (const one of keys.get(name) ?? []) one.expires = Math.floor(Date.now() / 1000) - 60
    },
    says: (answer: Otherwise): void => {
      otherwise = answer
    },
  }
}

const send = (response: ServerResponse, { status, body, headers = {} }: Answer): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

const challenge: Answer = {
  status: 401,
  headers: {
    'www-authenticate': `Bearer authorization="https://${loginHost}/${vaultTenant}", resource="https://vault.azure.net"`,
  },
  body: { error: { code: 'Unauthorized', message: 'AKV10000: Request is missing a Bearer or PoP token.' } },
}

const signIn = (path: string, body: string, tokens: Set<string>): Answer => {
  const authority = `https://${loginHost}/${vaultTenant}`
  if (path.endsWith('/openid-configuration')) {
    const [issuer, token_endpoint] = [`${authority}/v2.0`, `${authority}/oauth2/v2.0/token`]
    const others = { authorization_endpoint: `${authority}/oauth2/v2.0/authorize`, jwks_uri: `${authority}/keys` }
    return { status: 200, body: { issuer, token_endpoint, ...others } }
  }
  const form = new URLSearchParams(body)
  if (
    path !== `/${vaultTenant}/oauth2/v2.0/token` ||
    form.get('scope')?.split(' ')[0] !== 'https://vault.azure.net/.default'
  )
    return { status: 404, body: { error: 'invalid_request', error_description: `not here: ${path}` } }
  if (form.get('client_id') !== vaultClient.id || form.get('client_secret') !== vaultClient.secret) {
    const error_description = 'AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 0'
    return { status: 401, body: { error: 'invalid_client', error_description } }
  }
  const token = randomUUID()
  tokens.add(`Bearer ${token}`)
  return { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: token } }
}

interface Request {
  readonly pathname: string
  readonly body: string
}

const operate = (keys: ReadonlyMap<string, readonly KeyVersion[]>, { pathname, body }: Request): Answer => {
  const [, , name = '', version = '', deed] = pathname.split('/')
  const versions = keys.get(name) ?? []
  const key = version === '' ? versions.at(-1) : versions.find((one) => one.version === version)
  if (!key)
    return refusal(404, 'KeyNotFound', `A key with (name/id) ${name}/${version} was not found in this key vault.`)
  if (!key.isEnabled) return refusal(403, 'Forbidden', `Operation ${deed ?? 'get'} is not allowed on a disabled key.`)
  const kid = `https://${vaultHost}/keys/${name}/${key.version}`
  if (deed === undefined) return { status: 200, body: bundle(kid, key) }
  if (deed === 'wrapkey' && key.expires !== undefined)
    return refusal(403, 'Forbidden', 'Operation wrapKey is not allowed on an expired key.')
  const { alg, value } = JSON.parse(body)
  if (alg !== 'RSA-OAEP-256') return refusal(400, 'BadParameter', `the algorithm ${alg}`)
  const padding = { key: key.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }
  const bytes = Buffer.from(value, 'base64url')
  try {
    const done = deed === 'wrapkey' ? publicEncrypt(padding, bytes) : privateDecrypt(padding, bytes)
    return { status: 200, body: { kid, value: done.toString('base64url') } }
  } catch {
    return refusal(400, 'BadParameter', 'The parameter is incorrect.')
  }
}

const bundle = (kid: string, { privateKey, keyType, expires, isEnabled }: KeyVersion) => {
  const { n, e, x, y, crv } = privateKey.export({ format: 'jwk' })
  const key_ops = ['wrapKey', 'unwrapKey']
  return { key: { kid, kty: keyType, key_ops, n, e, x, y, crv }, attributes: { enabled: isEnabled, exp: expires } }
}

export const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
})
