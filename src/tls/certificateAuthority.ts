// The library below finds its parts by decorators, and refuses to load without this.
import 'reflect-metadata'
import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509Certificate as X509Reader,
} from '@peculiar/x509'
import type { Effects } from '../core/effects.ts'
import { validFor } from './validity.ts'

type ClockAndDice = Pick<Effects, 'now' | 'randomBytes'>

/** A certificate with its private key. */
export interface Identity {
  readonly certificate: X509Certificate
  /** ECDSA on P-256. */
  readonly key: KeyObject
}

const authorityDays = 3650
/** The most that a browser accepts is 398. */
const serverDays = 397

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }

/**
 * The certificate of an authority, for ten years. Its name is made from its key: made again from the same key,
 * it vouches for what the first one signed, and clients that trust the first one notice no difference.
 *
 * @param key private, ECDSA on P-256.
 */
export const makeAuthorityCertificate = async (key: KeyObject, effects: ClockAndDice): Promise<X509Certificate> => {
  const publicKey = publicKeyOf(key)
  const name = [{ CN: [`Lazulite local CA ${fingerprint(publicKey)}`] }]
  const certificate = await X509CertificateGenerator.create({
    ...validFor(authorityDays, effects.now()),
    serialNumber: newSerialNumber(effects),
    subject: name,
    issuer: name,
    publicKey,
    signingKey: signingKeyOf(key),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(publicKey),
    ],
  })
  return new X509Certificate(Buffer.from(certificate.rawData))
}

/** Whom a server's certificate is for. */
interface ServerSubject {
  /** The server's own private key, ECDSA on P-256. */
  readonly key: KeyObject
  /** Host names and IP addresses. */
  readonly names: readonly string[]
}

/** A server's certificate, signed by `authority`: for 397 days, or as long as the authority's own lasts. */
export const signServerCertificate = async (
  authority: Identity,
  { key, names }: ServerSubject,
  effects: ClockAndDice,
): Promise<X509Certificate> => {
  const issuer = new X509Reader(authority.certificate.raw)
  const { notBefore, notAfter } = validFor(serverDays, effects.now())
  const certificate = await X509CertificateGenerator.create({
    notBefore,
    notAfter: new Date(Math.min(notAfter.getTime(), issuer.notAfter.getTime())),
    serialNumber: newSerialNumber(effects),
    subject: [{ CN: ['Lazulite'] }],
    issuer: issuer.subjectName,
    publicKey: publicKeyOf(key),
    signingKey: signingKeyOf(authority.key),
    extensions: await serverExtensions(publicKeyOf(key), publicKeyOf(authority.key), names),
  })
  return new X509Certificate(Buffer.from(certificate.rawData))
}

const serverExtensions = async (own: Buffer, issuer: Buffer, names: readonly string[]): Promise<Extension[]> => [
  new BasicConstraintsExtension(false, undefined, true),
  new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
  new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
  new SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value }))),
  await SubjectKeyIdentifierExtension.create(own),
  await AuthorityKeyIdentifierExtension.create(issuer),
]

/** 120 random bits, in hexadecimal. The first byte keeps the number positive and its length fixed. */
const newSerialNumber = ({ randomBytes }: ClockAndDice): string => `01${randomBytes(15).toString('hex')}`

const signingKeyOf = (key: KeyObject) => key.toCryptoKey(algorithm, false, ['sign'])

const publicKeyOf = (key: KeyObject): Buffer => createPublicKey(key).export({ type: 'spki', format: 'der' })

/** What tells two installations apart in a list of trusted authorities. */
const fingerprint = (publicKey: Buffer): string => createHash('sha256').update(publicKey).digest('hex').slice(0, 8)
