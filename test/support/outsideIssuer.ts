import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

interface IssuerKey {
  readonly privateKey: CryptoKey
  readonly published: JWK
}

interface Signing {
  readonly header?: object
  /** Another key than the issuer's newest. */
  readonly key?: CryptoKey | Uint8Array
}

interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export const discoveryPath = '/.well-known/openid-configuration'
export const keysPath = '/keys'

export const newKey = async (kid: string, alg = 'RS256'): Promise<IssuerKey> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { privateKey, published: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

/** An identity provider of somebody else's, over plain http on loopback: publishes its keys, and signs what it is told to. */
export const startIssuer = async (t: { after(end: () => Promise<void>): void }, { alg = 'RS256' } = {}) => {
  let keys = [await newKey('key-1', alg)]
  let count = 1
  const asked: string[] = []
  const otherwise = new Map<string, Answer>()
  const answer = (path: string): Answer => {
    const said = otherwise.get(path)
    if (said) return said
    if (path === discoveryPath) return { body: { issuer, jwks_uri: `${issuer}${keysPath}` } }
    return path === keysPath ? { body: { keys: keys.map(({ published }) => published) } } : { status: 404 }
  }
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    send(response, answer(url))
  })
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const goAway = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })

  await listen(0)
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  t.after(goAway)
  return {
    issuer,
    /** The paths that it was asked for, in their order. */
    asked,
    goAway,
    comeBack: () => listen(port),
    /** Takes the next request, and never answers it; whether the other end still waits is told by what this resolves to. */
    keepWaiting: (): Promise<() => boolean> =>
      new Promise((resolve) => {
        server.removeAllListeners('request')
        server.once('request', (_, response: ServerResponse) => resolve(() => !response.destroyed))
      }),
    /** Signs with a new key from now on, and publishes it before those of before. */
    addKey: async (): Promise<void> => {
      count += 1
      keys = [await newKey(`key-${count}`, alg), ...keys]
    },
    /** What it says at a path, in place of the truth. */
    says: (path: string, said: Answer): void => void otherwise.set(path, said),
    tellTheTruth: (): void => otherwise.clear(),
    /** Signs with a new key from now on, and publishes it alone. */
    rotate: async (): Promise<void> => {
      count += 1
      keys = [await newKey(`key-${count}`, alg)]
    },
    published: (): JWK => keys[0]?.published ?? {},
    /** A token of the issuer's; `claims` replace its own, and undefined takes one away. */
    sign: (claims: Readonly<Record<string, unknown>> = {}, { header = {}, key }: Signing = {}): Promise<string> => {
      const newest = keys[0]
      const seconds = Math.floor(Date.now() / 1000)
      return new SignJWT({ iss: issuer, sub: 'somebody', iat: seconds, nbf: seconds, exp: seconds + 600, ...claims })
        .setProtectedHeader({ alg, kid: newest?.published.kid ?? '', ...header })
        .sign(key ?? newest?.privateKey ?? new Uint8Array())
    },
  }
}

const send = (response: ServerResponse, { status = 200, headers = {}, body = {} }: Answer): void => {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

export type Issuer = Awaited<ReturnType<typeof startIssuer>>
