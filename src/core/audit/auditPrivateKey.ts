import { createPrivateKey } from 'node:crypto'

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8: RFC 8410, section 7. */
const beginning = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * The key that signs exports of the audit: Ed25519, in PEM.
 *
 * @param secret 32 random bytes, which are such a key.
 */
export const auditPrivateKey = (secret: Buffer): string =>
  createPrivateKey({ key: Buffer.concat([beginning, secret]), format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString()
