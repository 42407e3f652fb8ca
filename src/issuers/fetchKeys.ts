import type { JSONWebKeySet } from 'jose'
import { isKeysUrl } from '../core/issuer.ts'
import { isJsonObject } from '../core/json.ts'
import type { OutsideIssuer } from '../core/token.ts'
import { fetchJson } from './fetchJson.ts'

const maxKeys = 100

/**
 * The keys that an issuer publishes: where we were told that they are, or where its discovery document says so.
 *
 * @throws Error for whatever keeps them from being read.
 */
export const fetchKeys = async ({ issuer, jwksUri }: OutsideIssuer): Promise<JSONWebKeySet> => {
  const url = jwksUri ?? (await discoverKeys(issuer))
  const document = await fetchJson(url)
  if (!isKeySet(document)) throw new Error(`${url} is no set of at most ${maxKeys} keys.`)
  return document
}

const isKeySet = (document: unknown): document is JSONWebKeySet =>
  isJsonObject(document) &&
  Array.isArray(document.keys) &&
  document.keys.length <= maxKeys &&
  document.keys.every(isJsonObject)

/** OpenID Connect Discovery 1.0, section 4. A document that speaks for another issuer is none of this one's: 4.3. */
const discoverKeys = async (issuer: string): Promise<string> => {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const document = await fetchJson(url)
  if (!isJsonObject(document) || document.issuer !== issuer) throw new Error(`${url} is not the document of ${issuer}.`)
  const { jwks_uri: keysUrl } = document
  if (typeof keysUrl === 'string' && mayLeadTo(keysUrl, issuer)) return keysUrl
  throw new Error(`${url} does not say where the keys are: its jwks_uri must be an https URL.`)
}

/** Who speaks https does not send us to plain http on our own machine. */
const mayLeadTo = (url: string, issuer: string): boolean =>
  isKeysUrl(url) && (url.startsWith('https:') || issuer.startsWith('http:'))
