import { type CompactJWSHeaderParameters, type CompactVerifyGetKey, compactVerify } from 'jose'
import { isJsonObject, type JsonObject } from '../core/json.ts'

/** The largest that Entra makes, with two hundred groups, have half of that; nobody need look at a longer text. */
const maxTokenLength = 16 * 1024

interface Checking {
  readonly algorithms: readonly string[]
  /** The key that a header names; throws for one that names none. */
  readonly keyOf: (header: CompactJWSHeaderParameters) => ReturnType<CompactVerifyGetKey>
}

/**
 * The claims of a JWT whose signature is good, undefined for any other text. Bad tokens fail in many ways, and all of
 * them mean the same: it was not that key which signed this. Times, issuer and audience are the caller's to check.
 */
export const signedClaims = async (token: string, { algorithms, keyOf }: Checking): Promise<JsonObject | undefined> => {
  if (token.length > maxTokenLength || !isCanonical(token)) return undefined
  try {
    const { payload } = await compactVerify(token, (header) => keyOf(withoutExtensions(header)), {
      algorithms: [...algorithms],
    })
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
    return isJsonObject(claims) ? Object.freeze(claims) : undefined
  } catch {
    return undefined
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
