import { createReadStream } from 'node:fs'
import { StartError } from '../core/startError.ts'
import { type Fault, formatPath } from '../faults/fault.ts'
import { refuse } from '../faults/refuse.ts'
import { schemaFaults } from '../faults/schemaFaults.ts'
import { identityFaults } from './identityFaults.ts'
import { resourceFaults } from './resourceFaults.ts'
import { wellKnownFaults } from './wellKnownFaults.ts'
import { parseWorldDocument } from './worldDocument.ts'
import { type World, WorldSchema } from './worldSchema.ts'

const maxBytes = 1024 * 1024

/**
 * Reads a world from a YAML file of at most 1 MiB.
 *
 * @throws StartError naming each fault with its line, all at once, and no secret: what is not YAML; or what the schema
 * refuses, what names something that is not there, what is there twice, and what everybody knows.
 */
export const readWorld = async (file: string): Promise<World> => {
  const { value, faults, lineOf } = parseWorldDocument(decode(file, await readAtMost(file)))
  refuse(file, inOrder(faults))

  const world = { path: [], value }
  const wrong: Fault[] = [
    ...schemaFaults(WorldSchema, value),
    ...identityFaults(world),
    ...resourceFaults(world),
    ...wellKnownFaults(world),
  ]
  refuse(file, inOrder(wrong.map((fault) => ({ line: lineOf(fault.path), message: sentence(fault) }))))
  return value as World
}

const sentence = ({ path, message }: Fault): string => `${formatPath(path) || 'the world'} ${message}`

/** The parser says some things more than once. */
const inOrder = (faults: readonly { readonly line: number; readonly message: string }[]): string[] => [
  ...new Set(
    faults.toSorted((one, other) => one.line - other.line).map(({ line, message }) => `line ${line}: ${message}`),
  ),
]

/** A pipe will do, too. */
const readAtMost = async (file: string): Promise<Buffer> => {
  try {
    const chunks: Buffer[] = []
    for await (const chunk of createReadStream(file, { end: maxBytes })) chunks.push(chunk)
    return Buffer.concat(chunks)
  } catch (error) {
    throw new StartError(`the world file cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

const decode = (file: string, bytes: Buffer): string => {
  if (bytes.length > maxBytes) throw new StartError(`${file}: a world file has at most ${maxBytes} bytes`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new StartError(`${file}: a world file is UTF-8 text, and this is not`, { cause: error })
  }
}
