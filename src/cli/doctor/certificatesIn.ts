import { readFile } from 'node:fs/promises'

/**
 * The certificates of a PEM file, one by one; whatever else is in it does not matter.
 *
 * @throws Error of the file system.
 */
export const certificatesIn = async (file: string): Promise<readonly string[]> => {
  const text = await readFile(file, 'utf8')
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
}
