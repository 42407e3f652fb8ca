import { resolve } from 'node:path'
import { Type } from 'typebox'
import { isLoopback } from '../../core/isLoopback.ts'
import { StartError } from '../../core/startError.ts'
import { NoAnswer } from '../../nodeAgent/noAnswer.ts'
import type { ServerSource } from '../../nodeAgent/nodeState.ts'
import type { Place } from '../../nodeAgent/send.ts'
import { readReadyFile } from '../../ready.ts'
import { dataFlag } from '../dataFlag.ts'
import { noServerOn } from '../noServerOn.ts'
import { readAuthority } from '../readAuthority.ts'

/** Keys and credentials go there: over a network they are not sent in plain. */
const isServerUrl = (text: string): boolean => {
  const url = URL.parse(text)
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  return isSafe && url.href === `${url.origin}/`
}

/** The flags that say where the server is. */
export const serverFlags = {
  server: Type.Optional(
    Type.Refine(
      Type.String({
        expects: 'an https address without a path, such as https://localhost:8443; http to this machine alone',
        placeholder: 'URL',
        description: 'Where the server is, if not where its data folder says.',
      }),
      isServerUrl,
    ),
  ),
  ca: Type.Optional(
    Type.String({
      minLength: 1,
      expects: 'the path of a file',
      placeholder: 'FILE',
      description: 'The authority of the server at that address, its ca.pem, where this machine does not know it.',
    }),
  ),
  data: dataFlag,
}

interface ServerOptions {
  readonly server?: string
  readonly ca?: string
  readonly data: string
}

/**
 * Where a person says that the server is, with absolute paths.
 *
 * @throws StartError when its authority cannot be read.
 */
export const serverSourceOf = async ({ server, ca, data }: ServerOptions): Promise<ServerSource> => {
  if (server === undefined && ca !== undefined) throw new StartError('--ca says nothing without --server')
  if (server === undefined) return { data: resolve(data) }
  const caFile = ca && resolve(ca)
  if (caFile !== undefined) await readAuthority(caFile)
  return { url: new URL(server).origin, ...(caFile !== undefined && { caFile }) }
}

/**
 * Where a server is now. One on a data folder may have moved with its last start.
 *
 * @throws NoAnswer when nobody can tell.
 */
export const locate = async (source: ServerSource): Promise<Place> => {
  try {
    const { url, caFile } = 'data' in source ? await runningOn(source.data) : source
    return { url, ca: caFile === undefined ? undefined : await readAuthority(caFile) }
  } catch (cause) {
    if (cause instanceof StartError) throw new NoAnswer(cause.message, { cause })
    throw cause
  }
}

const runningOn = async (data: string) => {
  const ready = await readReadyFile(data)
  if (!ready) throw noServerOn(data)
  return ready
}
