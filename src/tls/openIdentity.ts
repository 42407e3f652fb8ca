import { KeyObject, type webcrypto, type X509Certificate } from 'node:crypto'
import { type PemFile, parseCertificates, parsePrivateKey, readPem, savePem, unusable } from './pemFile.ts'

/** A fresh pair of keys: ECDSA on P-256, extractable, for signing. */
export type NewKeyPair = () => Promise<webcrypto.CryptoKeyPair>

/** Where a certificate and its private key lie. */
export interface IdentityFiles {
  readonly certificate: PemFile
  readonly key: PemFile
}

interface Opened {
  readonly key: KeyObject
  /** Fits the key; nobody has looked at its age yet. Undefined when there is no file. */
  readonly certificate: X509Certificate | undefined
}

/**
 * Reads a private key and its certificate, if any; makes and keeps a key where there is neither.
 *
 * The key is always written first, and never replaced. So whatever moment a crash comes at, it leaves a key without a
 * certificate at worst, and the next start makes the certificate. A certificate without its key is no crash's doing.
 *
 * @throws StartError when either file is broken, they do not fit, or only the certificate is there.
 */
export const openIdentity = async (files: IdentityFiles, newKeyPair: NewKeyPair): Promise<Opened> => {
  const [certificateText, keyText] = [await readPem(files.certificate), await readPem(files.key)]
  if (certificateText === undefined) {
    const key = keyText === undefined ? await makeKey(files.key, newKeyPair) : parseKey(files.key, keyText)
    return { key, certificate: undefined }
  }
  if (keyText === undefined) throw unusable(files.key, `is missing, the private key of ${files.certificate.path}`)
  const key = parseKey(files.key, keyText)
  const [certificate] = parseCertificates(files.certificate, certificateText)
  if (!certificate.checkPrivateKey(key)) {
    throw unusable(files.key, `is not the private key of ${files.certificate.path}`)
  }
  return { key, certificate }
}

const makeKey = async (file: PemFile, newKeyPair: NewKeyPair): Promise<KeyObject> => {
  const { privateKey } = await newKeyPair()
  const key = KeyObject.from(privateKey)
  await savePem(file.path, key.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600)
  return key
}

const parseKey = (file: PemFile, text: string): KeyObject => {
  const key = parsePrivateKey(file, text)
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw unusable(file, 'is not a key for ECDSA on P-256')
  return key
}
