import { readFile, rename, rm, stat } from 'node:fs/promises'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { StartError } from '../core/startError.ts'
import { requirePrivate } from '../requirePrivate.ts'
import { writeWhole } from '../wholeFile.ts'

const NodeState = Type.Object({
  /** An address with its authority, or the data folder of a server on this machine. Paths are absolute. */
  server: Type.Union([
    Type.Object({ url: Type.String(), caFile: Type.Optional(Type.String()) }),
    Type.Object({ data: Type.String() }),
  ]),
  nodeId: Type.String(),
  nodeName: Type.String(),
  /** Secret: what the node is known by. No key is here. */
  credential: Type.String({ minLength: 1 }),
  integrationRuntime: Type.Object({ name: Type.String(), factoryName: Type.String(), uid: Type.String() }),
})

/** What a node must remember of its registration. */
export type NodeState = Readonly<Static<typeof NodeState>>

/** Where its server is to be found. */
export type ServerSource = NodeState['server']

const mostBytes = 64 * 1024

/**
 * The registration that a file has; undefined where there is no file.
 *
 * @throws StartError for one that others have a hand in, that cannot be read or is none.
 */
export const readState = async (file: string): Promise<NodeState | undefined> => {
  const text = await readPrivate(file)
  if (text === undefined) return undefined
  const state = parse(text)
  if (Value.Check(NodeState, state)) return state
  throw new StartError(`${file} is not the state of a node: name another with --state, or remove it`)
}

const readPrivate = async (file: string): Promise<string | undefined> => {
  try {
    const found = await stat(file)
    if (found.isFile()) requirePrivate({ path: file, mode: found.mode, what: 'what the node is known by' })
    return found.isFile() && found.size <= mostBytes ? await readFile(file, 'utf8') : ''
  } catch (error) {
    if (error instanceof StartError) throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new StartError(`${file} cannot be read: ${(error as Error).message}`, { cause: error })
  }
}

/** @throws StartError when it cannot be written; what was there before still is. */
export const writeState = (file: string, state: NodeState): Promise<void> =>
  orUnwritable(file, () => writeWhole(file, `${JSON.stringify(state, undefined, 2)}\n`, 0o600))

/** The state of a node that is leaving: not in its place, so that its agent knows, and not lost yet. */
interface AsideState {
  readonly state: NodeState
  /** The node stays. */
  putBack(): Promise<void>
  remove(): Promise<void>
}

/**
 * Puts the state in a file aside; undefined where there is none. One that was put aside before, by a program that was
 * killed then, is taken for it.
 *
 * @throws StartError as `readState` and `writeState` do.
 */
export const setStateAside = async (file: string): Promise<AsideState | undefined> => {
  const aside = `${file}.leaving`
  const inPlace = await readState(file)
  const state = inPlace ?? (await readState(aside))
  if (!state) return undefined
  if (inPlace) await orUnwritable(file, () => rename(file, aside))
  return {
    state,
    putBack: () => orUnwritable(file, () => rename(aside, file)),
    remove: () => orUnwritable(aside, () => rm(aside)),
  }
}

const orUnwritable = async (file: string, work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (cause) {
    throw new StartError(`${file} cannot be written: ${(cause as Error).message}`, { cause })
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
