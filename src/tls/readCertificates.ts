import type { X509Certificate } from 'node:crypto'
import { resolve } from 'node:path'
import { createSecureContext } from 'node:tls'
import type { Effects } from '../core/effects.ts'
import { formatTimestamp } from '../core/timestamps.ts'
import type { Certificates } from './certificates.ts'
import { hostOf } from './hostOf.ts'
import { isFor } from './isFor.ts'
import { type PemFile, parseCertificates, parsePrivateKey, readPem, unusable } from './pemFile.ts'
import { hasBegun, lasts, notYetValid } from './validity.ts'

interface Options {
  /** In PEM: the server's certificate, then those that vouch for it. */
  readonly certificateFile: string
  /** The private key of the first, in PEM, without a passphrase. */
  readonly keyFile: string
  /** What clients call the server by, if anybody has said so. */
  readonly publicUrl?: string | undefined
  readonly now: Effects['now']
}

/**
 * The certificates that a user brings. What clients must trust is assumed to be at the end of the same file.
 *
 * @throws StartError when a file is missing or broken, the key does not fit, or the certificate is not valid now or not
 * for the public URL.
 */
export const readCertificates = async (options: Options): Promise<Certificates> => {
  const { certificateFile, keyFile, publicUrl, now } = options
  const remedy = 'Give a certificate that is valid now and its private key, both in PEM, the key without a passphrase.'
  const files = { certificate: { path: resolve(certificateFile), remedy }, key: { path: resolve(keyFile), remedy } }
  const certificate = await readExisting(files.certificate)
  const key = await readExisting(files.key)

  const [own] = parseCertificates(files.certificate, certificate)
  if (!own.checkPrivateKey(parsePrivateKey(files.key, key))) {
    throw unusable(files.key, `is not the private key of ${files.certificate.path}`)
  }
  checkValidNow(files.certificate, own, now())
  if (publicUrl !== undefined && !isFor(own, hostOf(publicUrl))) {
    throw unusable(files.certificate, `is not for ${hostOf(publicUrl)}, the host of the public URL`)
  }
  checkServes(files.certificate, certificate, key)
  return { certificate, key, ca: certificate, caFile: files.certificate.path }
}

const readExisting = async (file: PemFile): Promise<string> => {
  const text = await readPem(file)
  if (text === undefined) throw unusable(file, 'does not exist')
  return text
}

const checkValidNow = (file: PemFile, certificate: X509Certificate, now: Date): void => {
  if (!hasBegun(certificate, now)) throw unusable(file, notYetValid(certificate))
  if (!lasts(certificate, 0, now)) throw unusable(file, `ended on ${formatTimestamp(certificate.validToDate)}`)
}

const checkServes = (file: PemFile, cert: string, key: string): void => {
  try {
    createSecureContext({ cert, key })
  } catch (error) {
    throw unusable(file, `is refused for TLS (${error instanceof Error ? error.message : String(error)})`)
  }
}
