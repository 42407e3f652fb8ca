import { once } from 'node:events'
import { StartError } from '../../../core/startError.ts'
import { writeWhole } from '../../../wholeFile.ts'

/**
 * Writes a text to a file, for its owner alone; who reads it finds all of it or what was there before.
 *
 * @throws StartError when the file cannot be written; and what the text throws.
 */
export const writeFileOut = async (file: string, text: AsyncIterable<string>): Promise<void> => {
  try {
    await writeWhole(file, text, 0o600)
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause
    throw new StartError(`${file} cannot be written: ${cause.message}`, { cause })
  }
}

/**
 * Writes a text to standard output, no faster than it is read there.
 *
 * @throws StartError when nobody reads it any more; and what the text throws.
 */
export const writeStreamOut = async (stream: NodeJS.WritableStream, text: AsyncIterable<string>): Promise<void> => {
  for await (const some of text) {
    if (!stream.write(some) && stream.writable) await once(stream, 'drain').catch(() => undefined)
    if (!stream.writable) throw new StartError('standard output was closed before all of the export was written')
  }
}
