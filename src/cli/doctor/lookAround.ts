import { join } from 'node:path'
import { getCACertificates } from 'node:tls'
import type { Environment } from '../../config/readVariables.ts'
import { StartError } from '../../core/startError.ts'
import { readReadyFile } from '../../ready.ts'
import type { Terminal } from '../command.ts'
import { noServerOn } from '../noServerOn.ts'
import { certificatesIn } from './certificatesIn.ts'
import { findServer } from './findServer.ts'
import type { Situation } from './situation.ts'
import { wantedPorts } from './wantedPorts.ts'

interface Asked {
  /** As the person wrote it. */
  readonly folder: string
  /** Where the server is, if the person said so. */
  readonly url: string | undefined
  /** The file of its authority, if the person said which: then no other counts. */
  readonly caFile: string | undefined
  readonly token: string | undefined
}

/**
 * Gathers what all checks look at; what cannot be had is for them to tell.
 *
 * @throws StartError when the file of the authority is none.
 */
export const lookAround = async (
  { folder, url: given, caFile, token }: Asked,
  { env, now }: Pick<Terminal, 'env' | 'now'>,
): Promise<Situation> => {
  const ready = (await readReadyFile(folder).catch(unlessDefect)) ?? noServerOn(folder)
  const url = given ?? (ready instanceof Error ? `https://localhost:${wantedPorts(env).port}` : ready.url)
  const known = { env, caFile: ready instanceof Error ? join(folder, 'ca.pem') : ready.caFile }
  const authorities = caFile === undefined ? await authoritiesIn(known) : [await authorityIn(caFile)]
  const server = await findServer({ url, authorities, now })
  return { env, now: now(), folder, ready, isUrlGiven: given !== undefined, caFile, url, server, token }
}

interface Known {
  readonly env: Environment
  /** Written by a server that is not there any more, it is still the server's own. */
  readonly caFile: string
}

/** Those that may vouch for the server, the likeliest first. */
const authoritiesIn = async ({ env, caFile }: Known): Promise<readonly (readonly string[])[]> => {
  const files = [caFile, env.REQUESTS_CA_BUNDLE, env.CURL_CA_BUNDLE, env.SSL_CERT_FILE, env.NODE_EXTRA_CA_CERTS]
  return [...(await Promise.all(files.map(certificatesOrNone))), getCACertificates('bundled')]
}

const authorityIn = async (file: string): Promise<readonly string[]> => {
  const certificates = await certificatesIn(file).catch((cause: NodeJS.ErrnoException) => {
    throw new StartError(`--ca names ${file}, which cannot be read (${cause.code})`, { cause })
  })
  if (certificates.length === 0) throw new StartError(`--ca names ${file}, which has no certificate in PEM`)
  return certificates
}

const certificatesOrNone = async (file: string | undefined): Promise<readonly string[]> =>
  file ? certificatesIn(file).catch(() => []) : []

const unlessDefect = (error: unknown): StartError => {
  if (error instanceof StartError) return error
  throw error
}
