import { join } from 'node:path'
import { getCACertificates } from 'node:tls'
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
  readonly token: string | undefined
}

/** Gathers what all checks look at; what cannot be had is for them to tell. */
export const lookAround = async (
  { folder, url: given, token }: Asked,
  { env, now }: Pick<Terminal, 'env' | 'now'>,
): Promise<Situation> => {
  const ready = (await readReadyFile(folder).catch(unlessDefect)) ?? noServerOn(folder)
  const url = given ?? (ready instanceof Error ? `https://localhost:${wantedPorts(env).port}` : ready.url)
  const files = [
    // Written by a server that is not there any more, it is still the server's own.
    ready instanceof Error ? join(folder, 'ca.pem') : ready.caFile,
    env.REQUESTS_CA_BUNDLE,
    env.CURL_CA_BUNDLE,
    env.SSL_CERT_FILE,
    env.NODE_EXTRA_CA_CERTS,
  ]
  const authorities = [...(await Promise.all(files.map(certificatesOrNone))), getCACertificates('bundled')]
  const server = await findServer({ url, authorities, now })
  return { env, now: now(), folder, ready, isUrlGiven: given !== undefined, url, server, token }
}

const certificatesOrNone = async (file: string | undefined): Promise<readonly string[]> =>
  file ? certificatesIn(file).catch(() => []) : []

const unlessDefect = (error: unknown): StartError => {
  if (error instanceof StartError) return error
  throw error
}
