import type { X509Certificate } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { Effects } from '../core/effects.ts'
import { formatTimestamp } from '../core/timestamps.ts'
import { type Identity, makeAuthorityCertificate, signServerCertificate } from './certificateAuthority.ts'
import type { Certificates } from './certificates.ts'
import { isFor } from './isFor.ts'
import { type IdentityFiles, type NewKeyPair, openIdentity } from './openIdentity.ts'
import { type PemFile, savePem, unusable } from './pemFile.ts'
import { hasBegun, lasts, notYetValid } from './validity.ts'

/** A certificate that ends sooner is not used any more. */
const leastDaysLeft = 30

interface Options {
  /** Must exist; no other process may use it meanwhile. */
  readonly folder: string
  /** Host names and IP addresses that the server's certificate is for. */
  readonly names: readonly string[]
  readonly effects: Pick<Effects, 'now' | 'randomBytes'>
  readonly newKeyPair: NewKeyPair
}

/**
 * The certificates in a data folder: an authority in `ca.pem` and `ca-key.pem`, and the server's own, signed by it,
 * in `server.pem` and `server-key.pem`. Makes what is not there. The authority is never replaced, for clients trust it;
 * the server's certificate is, when it is not signed by this authority, not for exactly these names, or not good for
 * another 30 days. No key is ever replaced.
 *
 * @throws StartError when a file is broken or does not fit the others, or the authority ends within 30 days.
 */
export const openCertificates = async (options: Options): Promise<Certificates> => {
  const folder = resolve(options.folder)
  const authorityFiles = filesOf(
    { folder, name: 'ca' },
    'the next start makes a new authority, which all clients must then be told to trust.',
  )
  const serverFiles = filesOf({ folder, name: 'server' }, 'the next start makes new ones, and clients need not change.')

  const authority = await openAuthority(authorityFiles, options)
  const server = await openServer(serverFiles, authority, options)

  const ca = authority.certificate.toString()
  return {
    certificate: server.certificate.toString() + ca,
    key: server.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ca,
    caFile: authorityFiles.certificate.path,
  }
}

const filesOf = ({ folder, name }: { folder: string; name: string }, consequence: string): IdentityFiles => {
  const [certificate, key] = [`${name}.pem`, `${name}-key.pem`]
  const remedy = `Put the right file back, or delete both ${certificate} and ${key}: ${consequence}`
  return { certificate: { path: join(folder, certificate), remedy }, key: { path: join(folder, key), remedy } }
}

const openAuthority = async (files: IdentityFiles, { effects, newKeyPair }: Options): Promise<Identity> => {
  const { key, certificate } = await openIdentity(files, newKeyPair)
  if (certificate) {
    checkAuthority(files.certificate, certificate, effects.now())
    return { key, certificate }
  }
  const fresh = await makeAuthorityCertificate(key, effects)
  return { key, certificate: await save(files.certificate, fresh) }
}

const checkAuthority = (file: PemFile, certificate: X509Certificate, now: Date): void => {
  if (!certificate.ca) throw unusable(file, 'is not the certificate of an authority')
  if (!hasBegun(certificate, now)) throw unusable(file, notYetValid(certificate))
  if (!lasts(certificate, leastDaysLeft, now)) {
    throw unusable(
      file,
      `is of no use after ${formatTimestamp(certificate.validToDate)}, less than ${leastDaysLeft} days from now`,
    )
  }
}

const openServer = async (files: IdentityFiles, authority: Identity, options: Options): Promise<Identity> => {
  const { effects, names, newKeyPair } = options
  const { key, certificate } = await openIdentity(files, newKeyPair)
  const isToBeKept =
    certificate !== undefined &&
    isSignedBy(certificate, authority) &&
    isExactlyFor(certificate, names) &&
    hasBegun(certificate, effects.now()) &&
    lasts(certificate, leastDaysLeft, effects.now())
  if (isToBeKept) return { key, certificate }
  const fresh = await signServerCertificate(authority, { key, names }, effects)
  return { key, certificate: await save(files.certificate, fresh) }
}

const save = async ({ path }: PemFile, certificate: X509Certificate): Promise<X509Certificate> => {
  await savePem(path, certificate.toString(), 0o644)
  return certificate
}

const isSignedBy = (certificate: X509Certificate, authority: Identity): boolean =>
  certificate.checkIssued(authority.certificate) && certificate.verify(authority.certificate.publicKey)

const isExactlyFor = (certificate: X509Certificate, names: readonly string[]): boolean =>
  certificate.subjectAltName?.split(', ').length === names.length && names.every((name) => isFor(certificate, name))
