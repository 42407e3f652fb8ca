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
  /** There alone where nobody signs in at the server itself, but at the issuers of `--issuers`. */
  ownIssuer: Type.Optional(Type.Literal(false)),
  /** There alone where no managed identity is given out. */
  managedIdentity: Type.Optional(Type.Literal(false)),
})

/** What somebody who has started a server must know to use it; members in the order of the line that `--json` prints. */
export type ReadyLine = Readonly<Static<typeof ReadyLine>>

interface Served extends Pick<ReadyLine, 'caFile' | 'httpUrl' | 'url'> {
  readonly world: StoredWorld
  readonly ownIssuer: boolean
  readonly managedIdentity: boolean
}

/** The line of a server that has the given world. */
export const readyLine = ({
  url,
  httpUrl,
  caFile,
  world: { isBuiltIn, tenantId, subscriptionId, clientId },
  ownIssuer,
  managedIdentity,
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
    ...(!ownIssuer && { ownIssuer }),
    ...(!managedIdentity && { managedIdentity }),
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

/**
 * The line of the server that runs on a data folder, or ran there until it was killed; undefined where none is left.
 *
 * @throws StartError when the file cannot be read.
 */
export const readReadyFile = async (folder: string): Promise<ReadyLine | undefined> => {
  const file = readyFile(folder)
  const text = await readText(file)
  if (text === undefined) return undefined
  const line = parse(text)
  if (!Value.Check(ReadyLine, line)) throw new StartError(`${file} is broken: stop the server and start it again`)
  return line
}

const readText = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new StartError(`${file} cannot be read: ${message}`)
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
