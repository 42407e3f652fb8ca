import { createReadStream } from 'node:fs'
import { StartError } from '../core/startError.ts'
import { type Fault, formatPath } from '../faults/fault.ts'
import { refuse } from '../faults/refuse.ts'
import { parseYaml } from './parseYaml.ts'

const maxBytes = 1024 * 1024

interface Expected {
  /** What messages call the file: `world file`. */
  readonly kind: string
  /** What they call what it says, where no member of it is meant: `the world`. */
  readonly whole: string
  /** All that is wrong with what it says. */
  readonly faultsIn: (value: unknown) => readonly Fault[] | Promise<readonly Fault[]>
}

/**
 * Reads what a person wrote, from a YAML file of at most 1 MiB.
 *
 * @returns what the file says, in which `faultsIn` finds nothing wrong.
 * @throws StartError naming each fault with its line, all at once, and no secret: what is not YAML; or what is wrong with
 * what it says.
 */
export const readYamlFile = async (file: string, { kind, whole, faultsIn }: Expected): Promise<unknown> => {
  const { value, faults, lineOf } = parseYaml(decode(await readAtMost(file, kind), { file, kind }))
  refuse(file, inOrder(faults))
  const wrong = await faultsIn(value)
  const sentence = ({ path, message }: Fault): string => `${formatPath(path) || whole} ${message}`
  refuse(file, inOrder(wrong.map((fault) => ({ line: lineOf(fault.path), message: sentence(fault) }))))
  return value
}

/** The parser says some things more than once. */
const inOrder = (faults: readonly { readonly line: number; readonly message: string }[]): string[] => [
  ...new Set(
    faults.toSorted((one, other) => one.line - other.line).map(({ line, message }) => `line ${line}: ${message}`),
  ),
]

/** A pipe will do, too. */
const readAtMost = async (file: string, kind: string): Promise<Buffer> => {
  try {
    const chunks: Buffer[] = []
    for await (const chunk of createReadStream(file, { end: maxBytes })) chunks.push(chunk)
    return Buffer.concat(chunks)
  } catch (error) {
    throw new StartError(`the ${kind} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

const decode = (bytes: Buffer, { file, kind }: { readonly file: string; readonly kind: string }): string => {
  if (bytes.length > maxBytes) throw new StartError(`${file}: a ${kind} has at most ${maxBytes} bytes`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new StartError(`${file}: a ${kind} is UTF-8 text, and this is not`, { cause: error })
  }
}
