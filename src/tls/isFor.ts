import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

/**
 * Whether clients take a certificate for that of a host: by its alternative names alone, as clients do today.
 *
 * @param host as `hostOf` has it.
 */
export const isFor = (certificate: X509Certificate, host: string): boolean =>
  isIP(host) ? certificate.checkIP(host) !== undefined : certificate.checkHost(host, { subject: 'never' }) !== undefined
