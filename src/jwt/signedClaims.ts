import { type CompactJWSHeaderParameters, type CompactVerifyGetKey, compactVerify, errors } from 'jose'
import { isJsonObject, type JsonObject } from '../core/json.ts'

/** The largest that Entra makes, with two hundred groups, have half of that; nobody need look at a longer text. */
export const maxTokenLength = 16 * 1024

/** What a signature is checked with. */
export interface Checking {
  readonly algorithms: readonly string[]
  /** The key that a header names; throws for one that names none, and `JWKSMultipleMatchingKeys` for one of several. */
  readonly keyOf: (header: CompactJWSHeaderParameters) => ReturnType<CompactVerifyGetKey>
}

/**
 * The claims of a JWT whose signature is good, undefined for any other text. Bad tokens fail in many ways, and all of
 * them mean the same: it was not that key which signed this. Times, issuer and audience are the caller's to check.
 */
export const signedClaims = async (token: string, checking: Checking): Promise<JsonObject | undefined> => {
  if (token.length > maxTokenLength || !isCanonical(token)) return undefined
  try {
    const payload = await signedPayload(token, checking)
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
    return isJsonObject(claims) ? Object.freeze(claims) : undefined
  } catch {
    return undefined
  }
}

/** A header without `kid` names every key of its algorithm: each of these is tried. */
const signedPayload = async (token: string, { algorithms, keyOf }: Checking): Promise<Uint8Array> => {
  const options = { algorithms: [...algorithms] }
  try {
    const namedKey = (header: CompactJWSHeaderParameters) => keyOf(withoutExtensions(header))
    const { payload } = await compactVerify(token, namedKey, options)
    return payload
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      const verified = await compactVerify(token, key, options).catch(() => undefined)
      if (verified) return verified.payload
    }
    throw error
  }
}

/** The last character of base64url has bits to spare: other texts with the same bytes are not what was signed. */
const isCanonical = (token: string): boolean =>
  token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)

/** No issuer of access tokens sends `crit`, and so it is nothing that we understand, whatever it asks for. */
const withoutExtensions = (header: CompactJWSHeaderParameters): CompactJWSHeaderParameters => {
  if (header.crit !== undefined) throw new TypeError('an extension that is not known')
  return header
}
