import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConformanceError } from '../conformanceError.ts'
import type { Cassette } from './exchange.ts'
import { readJsonLines } from './jsonLines.ts'
import { readVcrCassette } from './vcrCassette.ts'

/** How a file is read, by the end of its name. */
const readers: Readonly<Record<string, (file: string, text: string) => readonly Cassette[]>> = {
  jsonl: readJsonLines,
  yaml: readVcrCassette,
  yml: readVcrCassette,
}

/**
 * Every recording of a folder, by the names of the files. Files of other kinds, and folders within it, are passed over.
 *
 * @throws ConformanceError for a folder or a file that cannot be read, for a folder without recordings, and for the
 * first file that is not what its name says, with the place in it.
 */
export const readRecordings = async (folder: string): Promise<readonly Cassette[]> => {
  const names = await reading(folder, async () => (await readdir(folder)).sort())
  const cassettes: Cassette[] = []
  for (const name of names) {
    const read = readers[name.split('.').at(-1) ?? '']
    if (read) cassettes.push(...read(name, await reading(name, () => readFile(join(folder, name), 'utf8'))))
  }
  if (cassettes.length === 0) {
    throw new ConformanceError(`${folder} has no recordings: files *.jsonl, *.yaml or *.yml with at least one exchange`)
  }
  return cassettes
}

const reading = async <T>(what: string, read: () => Promise<T>): Promise<T> => {
  try {
    return await read()
  } catch (error) {
    throw new ConformanceError(`${what} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}
