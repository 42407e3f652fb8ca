import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { StartError } from './core/startError.ts'
import type { StoredWorld } from './core/storedWorld.ts'
import { writeWhole } from './wholeFile.ts'
import { wellKnownSecretOf } from './world/wellKnownSecretOf.ts'

const ReadyLine = Type.Object({
  url: Type.String(),
  httpUrl: Type.String(),
  /** Absolute. */
  caFile: Type.String(),
  tenantId: Type.String(),
  subscriptionId: Type.Optional(Type.String()),
  clientId: Type.Optional(Type.String()),
  /** Of the built-in world alone, where it is everybody's. */
  clientSecret: Type.Optional(Type.String()),
})

/** What somebody who has started a server must know to use it; members in the order of the line that `--json` prints. */
export type ReadyLine = Readonly<Static<typeof ReadyLine>>

interface Served extends Pick<ReadyLine, 'caFile' | 'httpUrl' | 'url'> {
  readonly world: StoredWorld
}

/** The line of a server that has the given world. */
export const readyLine = ({
  url,
  httpUrl,
  caFile,
  world: { isBuiltIn, tenantId, subscriptionId, clientId },
}: Served): ReadyLine => {
  const clientSecret = isBuiltIn ? wellKnownSecretOf(clientId) : undefined
  return {
    url,
    httpUrl,
    caFile,
    tenantId,
    ...(subscriptionId !== undefined && { subscriptionId }),
    ...(clientId !== undefined && { clientId }),
    ...(clientSecret !== undefined && { clientSecret }),
  }
}

const readyFile = (folder: string): string => join(folder, 'ready.json')

/**
 * Tells `lazulite env` of a server: writes its line, without the secret, into its data folder, for its owner alone.
 *
 * @throws StartError when the folder does not take it.
 */
export const writeReadyFile = async (folder: string, { clientSecret: _, ...line }: ReadyLine): Promise<void> => {
  const file = readyFile(folder)
  try {
    await writeWhole(file, `${JSON.stringify(line)}\n`, 0o600)
  } catch (cause) {
    throw new StartError(`${file} cannot be written: ${(cause as Error).message}`, { cause })
  }
}

/** The server is there no longer. */
export const removeReadyFile = (folder: string): Promise<void> => rm(readyFile(folder), { force: true })

/** @param folder as the person wrote it. */
export const noServerOn = (folder: string): StartError =>
  new StartError(
    `no server is running on ${folder}: start one with "lazulite start --data ${folder}", or say where with --data`,
  )

/**
 * The line of the server that runs on a data folder, or ran there until it was killed.
 *
 * @throws StartError when none does, or the file cannot be read.
 */
export const readReadyFile = async (folder: string): Promise<ReadyLine> => {
  const file = readyFile(folder)
  const line = parse(await readText(file, folder))
  if (!Value.Check(ReadyLine, line)) throw new StartError(`${file} is broken: stop the server and start it again`)
  return line
}

const readText = async (file: string, folder: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT') throw new StartError(`${file} cannot be read: ${message}`)
    throw noServerOn(folder)
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
