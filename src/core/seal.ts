import { type CipherKey, createCipheriv, createDecipheriv } from 'node:crypto'
import type { Effects } from './effects.ts'

const nonceBytes = 12
const tagBytes = 16

/**
 * Makes of a text what nobody else can read, change or use elsewhere: AES-256-GCM, in base64url.
 *
 * @param key 32 bytes; it goes several times as fast when they come as a `KeyObject`.
 * @param place what the text is for; it opens for nothing else.
 */
export const seal = (
  key: CipherKey,
  { place, text }: Sealed,
  { randomBytes }: Pick<Effects, 'randomBytes'>,
): string => {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

interface Sealed {
  readonly place: string
  readonly text: string
}

/** The text that was sealed for that place with that key; undefined for whatever was not. */
export const unseal = (key: CipherKey, place: string, sealed: string): string | undefined => {
  const bytes = Buffer.from(sealed, 'base64url')
  // Decoding passes over what does not belong, and would let many texts stand for one.
  if (bytes.length < nonceBytes + tagBytes || bytes.toString('base64url') !== sealed) return undefined
  const [nonce, tag] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes, nonceBytes + tagBytes)]
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place)).setAuthTag(tag)
    return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}
