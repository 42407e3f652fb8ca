import { createPublicKey, type KeyObject } from 'node:crypto'

/**
 * What verifies that which a private key has signed: PEM, SPKI.
 *
 * @param privateKey of Ed25519, in PEM.
 */
export const auditPublicKey = (privateKey: string): string =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()

/** The key of such a text; undefined for every other text, that of a private key included. */
export const openAuditPublicKey = (pem: string): KeyObject | undefined => {
  if (!pem.trimStart().startsWith('-----BEGIN PUBLIC KEY-----')) return undefined
  try {
    const key = createPublicKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}
