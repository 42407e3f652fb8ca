import { createHash } from 'node:crypto'

/** The challenge of a verifier: RFC 7636, 4.2. */
export const s256Of = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')
