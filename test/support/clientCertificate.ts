// The library below finds its parts by decorators, and refuses to load without this.
import 'reflect-metadata'
import { KeyObject, webcrypto, X509Certificate } from 'node:crypto'
import { X509CertificateGenerator } from '@peculiar/x509'
import { SignJWT } from 'jose'

/** A certificate as people make them for an application, with its key; both in PEM. */
export const newClientCertificate = async ({
  notBefore = new Date('2020-01-01'),
  notAfter = new Date('2100-01-01'),
  bits = 2048,
} = {}) => {
  const publicExponent = new Uint8Array([1, 0, 1])
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent, modulusLength: bits }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const made = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=key-rotation',
    notBefore,
    notAfter,
    keys,
    signingAlgorithm: algorithm,
  })
  const { fingerprint, fingerprint256 } = new X509Certificate(made.toString('pem'))
  const privateKey = KeyObject.from(keys.privateKey)
  const base64url = (hex: string): string => Buffer.from(hex.replaceAll(':', ''), 'hex').toString('base64url')
  return {
    certificate: made.toString('pem'),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    privateKey,
    x5t: base64url(fingerprint),
    'x5t#S256': base64url(fingerprint256),
    thumbprint: fingerprint.replaceAll(':', ''),
  }
}

export type ClientCertificate = Awaited<ReturnType<typeof newClientCertificate>>

interface Assertion {
  readonly claims: Readonly<Record<string, unknown>>
  readonly header: Readonly<Record<string, unknown>>
}

/** An assertion as a client signs them. */
export const signAssertion = ({ privateKey }: Pick<ClientCertificate, 'privateKey'>, { claims, header }: Assertion) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', ...header }).sign(privateKey)
