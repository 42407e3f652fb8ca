import { type CryptoKey, calculateJwkThumbprint, importJWK, type JWK, SignJWT } from 'jose'
import type { Effects } from '../../core/effects.ts'
import type { JsonObject } from '../../core/json.ts'
import type { SigningKey } from '../../core/signingKey.ts'
import { StartError } from '../../core/startError.ts'
import type { Store } from '../../core/store.ts'
import type { VerifySignature } from '../../core/token.ts'
import { signatureVerifier } from './signatureVerifier.ts'

/** What anybody may know of a signing key, as the key set publishes it. */
interface PublicSigningKey {
  readonly kty: 'RSA'
  readonly use: 'sig'
  readonly alg: 'RS256'
  readonly kid: string
  readonly n: string
  readonly e: string
}

/** The keys that access tokens are signed with. */
export interface SigningKeys {
  /** Answers with a JWT of exactly these claims, signed by the newest key. */
  readonly sign: (claims: JsonObject) => Promise<string>
  readonly jwks: readonly PublicSigningKey[]
  readonly verifySignature: VerifySignature
}

interface Needs {
  readonly store: Store
  readonly effects: Pick<Effects, 'now'>
  /** Makes a private RSA key of 2048 bits. */
  readonly newSigningKey: () => Promise<JWK>
}

interface LoadedKey {
  readonly published: PublicSigningKey
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
}

/**
 * Opens the signing keys of the store, and makes the first one where there is none: one and the same, however many
 * programs start on the same store together.
 *
 * @throws StartError for a kept key that cannot be read.
 */
export const openSigningKeys = async ({ store, effects, newSigningKey }: Needs): Promise<SigningKeys> => {
  let kept = await store.read((tx) => tx.listSigningKeys())
  if (kept.length === 0) kept = await keepFirst(store, await firstKey(effects, newSigningKey))
  const keys = await Promise.all(kept.map(load))
  return {
    sign: signer(keys),
    jwks: keys.map(({ published }) => published),
    verifySignature: signatureVerifier(new Map(keys.map(({ published, publicKey }) => [published.kid, publicKey]))),
  }
}

const firstKey = async ({ now }: Needs['effects'], newSigningKey: Needs['newSigningKey']): Promise<SigningKey> => {
  const jwk = await newSigningKey()
  return {
    kid: await calculateJwkThumbprint(jwk),
    privateJwk: JSON.stringify(jwk),
    createTime: now().toISOString(),
  }
}

/** Keeps the key unless another program was faster; answers with what is kept then. */
const keepFirst = (store: Store, key: SigningKey): Promise<SigningKey[]> =>
  store.change(async (tx) => {
    const kept = await tx.listSigningKeys()
    if (kept.length > 0) return kept
    await tx.saveSigningKey(key)
    return [key]
  })

/** The cause of a failure stays out of the error: it may quote the private key. */
const load = async ({ kid, privateJwk }: SigningKey): Promise<LoadedKey> => {
  try {
    const jwk: JWK = JSON.parse(privateJwk)
    const { n = '', e = '' } = jwk
    const [privateKey, publicKey] = await Promise.all([importRsa(jwk), importRsa({ kty: 'RSA', n, e })])
    return { published: { kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e }, privateKey, publicKey }
  } catch {
    throw new StartError(
      `The signing key '${kid}' in the database cannot be read. Restore the data folder from a backup.`,
    )
  }
}

const importRsa = async (jwk: JWK): Promise<CryptoKey> => {
  const key = await importJWK(jwk, 'RS256')
  if (key instanceof Uint8Array) throw new TypeError('not an RSA key')
  return key
}

const signer = (keys: readonly LoadedKey[]): SigningKeys['sign'] => {
  const newest = keys.at(-1)
  if (!newest) throw new TypeError('there is no key to sign with')
  const header = { typ: 'JWT', alg: 'RS256', kid: newest.published.kid }
  return (claims) => new SignJWT(claims).setProtectedHeader(header).sign(newest.privateKey)
}
