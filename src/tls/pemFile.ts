import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { StartError } from '../core/startError.ts'
import { writeWhole } from '../wholeFile.ts'

/** A file in PEM that a person may have to mend. */
export interface PemFile {
  readonly path: string
  /** What that person is told to do when the file cannot be used: a whole sentence. */
  readonly remedy: string
}

/** @param fault what is wrong with the file: the rest of a sentence that begins with its name. */
export const unusable = ({ path, remedy }: PemFile, fault: string): StartError =>
  new StartError(`${path} ${fault}. ${remedy}`)

/**
 * The text of a file; undefined when there is none.
 *
 * @throws StartError when it is there and cannot be read.
 */
export const readPem = async (file: PemFile): Promise<string | undefined> => {
  try {
    return await readFile(file.path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw unreadable(file, codeOf(error))
  }
}

/** A file that this user may not read is not broken, and nobody is told to delete it. */
export const unreadable = (file: PemFile, code: string): StartError =>
  code === 'EACCES' || code === 'EPERM'
    ? new StartError(`${file.path} cannot be read (${code}): start as the user who owns it`)
    : unusable(file, `cannot be read (${code})`)

/** @throws StartError when it cannot be written; what was there before still is. */
export const savePem = async (path: string, text: string, mode: number): Promise<void> => {
  try {
    await writeWhole(path, text, mode)
  } catch (error) {
    throw new StartError(
      `${path} cannot be written (${codeOf(error)}). Check the permissions of its folder and the free space.`,
    )
  }
}

/**
 * The certificates in a text, in their order: one at the least.
 *
 * @throws StartError when there is none, or one is broken.
 */
export const parseCertificates = (file: PemFile, text: string): [X509Certificate, ...X509Certificate[]] => {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? []
  const [first, ...rest] = blocks.map((block) => {
    try {
      return new X509Certificate(block)
    } catch {
      throw unusable(file, 'holds a broken certificate')
    }
  })
  if (!first) throw unusable(file, 'holds no certificate in PEM')
  return [first, ...rest]
}

/** @throws StartError when the text is no private key, or a broken one, or needs a passphrase. */
export const parsePrivateKey = (file: PemFile, text: string): KeyObject => {
  try {
    return createPrivateKey(text)
  } catch {
    // What the library says of a key that it cannot parse is for its own developers.
    const isEncrypted = text.includes('ENCRYPTED')
    throw unusable(file, isEncrypted ? 'is protected by a passphrase' : 'holds no private key in PEM, or a broken one')
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
