import { parseArgs } from 'node:util'
import { ConformanceError } from './conformanceError.ts'

export const usage = 'npm run conformance -- DIR [--spec FILE]'

export interface Arguments {
  /** The folder with the recordings. */
  readonly folder: string
  /** Microsoft's document, where answers are to be held against it. */
  readonly spec: string | undefined
}

/**
 * What the tool is told on the command line.
 *
 * @throws ConformanceError for anything but one folder, and perhaps one document.
 */
export const readArguments = (argv: readonly string[]): Arguments => {
  const { values, positionals } = parse(argv)
  const [folder, ...more] = positionals
  if (folder === undefined) throw new ConformanceError(`name the folder of the recordings: ${usage}`)
  if (more.length > 0) throw new ConformanceError(`one folder is read, and there are ${positionals.length}: ${usage}`)
  return { folder, spec: values.spec }
}

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], options: { spec: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    throw new ConformanceError(`${firstSentence(error)}: ${usage}`)
  }
}

/** Node goes on with advice about arguments that begin with a dash. */
const firstSentence = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split(/[.\n]/, 1)[0] ?? ''
