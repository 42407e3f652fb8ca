import type { Config } from './config/settings.ts'
import { machine, newTlsKeyPair } from './machine.ts'
import { certificateNames } from './tls/certificateNames.ts'
import type { Certificates } from './tls/certificates.ts'
import { openCertificates } from './tls/openCertificates.ts'
import { readCertificates } from './tls/readCertificates.ts'

/** What https shows: the files that the user has given, or those of the data folder, which are made where they are needed. */
export const certificatesFor = (config: Config, folder: string): Promise<Certificates> => {
  const { tlsCertificate, tlsKey, publicUrl } = config
  if (tlsCertificate !== undefined && tlsKey !== undefined) {
    return readCertificates({ certificateFile: tlsCertificate, keyFile: tlsKey, publicUrl, now: machine.now })
  }
  return openCertificates({ folder, names: certificateNames(config), effects: machine, newKeyPair: newTlsKeyPair })
}
