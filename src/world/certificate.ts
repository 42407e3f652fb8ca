import { X509Certificate } from 'node:crypto'

/** With a shorter one nobody may sign a JWT. RFC 7518, 3.3. */
const leastBits = 2048

/** Whether a text is one certificate in PEM, of an RSA key of 2048 bits or more: what applications sign assertions with. */
export const isCertificate = (text: string): boolean => {
  if (!/^\s*-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\s*$/.test(text)) return false
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = new X509Certificate(text).publicKey
    return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= leastBits
  } catch {
    return false
  }
}
