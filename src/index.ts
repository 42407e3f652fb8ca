import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { readConfig } from './config/readConfig.ts'
import type { Config } from './config/settings.ts'
import { flagOf } from './config/spelling.ts'
import { createLogger } from './logger.ts'
import { startServer } from './main.ts'
import type { ReadyLine } from './ready.ts'

/** Every setting of the program by its name, each with another default where tests want another. */
export type LazuliteOptions = Partial<Omit<Config, 'json'>>

/** What a token credential of `@azure/identity` looks like to an SDK. */
export interface LazuliteCredential {
  getToken(scopes: string | string[]): Promise<{ readonly token: string; readonly expiresOnTimestamp: number }>
}

/** A server of one's own. */
export interface Lazulite extends Readonly<ReadyLine> {
  /** What clients must trust, in PEM: `tlsOptions: { ca: azure.ca }`. */
  readonly ca: string
  /**
   * A credential that any management SDK takes. Without an argument that of the built-in world's Owner.
   *
   * @throws Error from `getToken`, with the words of the token service, when it refuses.
   */
  credential(application?: { readonly clientId: string; readonly clientSecret: string }): LazuliteCredential
  /** Finishes what was begun, and removes the temporary folder, if there was no other. */
  close(): Promise<void>
}

/**
 * Starts all of Lazulite in this process: on free ports, in a temporary folder, without throttling and without a log,
 * unless `options` say otherwise.
 *
 * @throws Error naming every wrong option, or whatever else keeps it from starting.
 */
export const startLazulite = async (options: LazuliteOptions = {}): Promise<Lazulite> => {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const temporary = options.data === undefined ? await mkdtemp(join(tmpdir(), 'lazulite-')) : undefined
  const forget = async (): Promise<void> => {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true })
  }
  try {
    const config = configOf({ port: 0, httpPort: 0, throttle: 'off', logLevel: 'silent', data: temporary, ...given })
    const running = await startServer(
      config,
      createLogger({ level: config.logLevel, stderr: process.stderr, isPretty: false }),
    )
    return {
      ...running.ready,
      ca: running.ca,
      credential: (application) => credentialOf(running.ready, application),
      close: async () => {
        try {
          await running.close()
        } finally {
          await forget()
        }
      },
    }
  } catch (error) {
    await forget()
    throw error
  }
}

/** By way of the flags, so that options are checked as strictly, and refused in the same words. */
const configOf = (options: Readonly<Record<string, unknown>>): Config => {
  const flags = Object.entries(options).flatMap(([name, value]) =>
    [value].flat().map((one) => `${flagOf(name)}=${String(one)}`),
  )
  return readConfig({ flags, env: {} })
}

const credentialOf = (
  { httpUrl, tenantId, clientId, clientSecret }: ReadyLine,
  application = { clientId, clientSecret },
): LazuliteCredential => ({
  getToken: async (scopes) => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: application.clientId ?? '',
      client_secret: application.clientSecret ?? '',
      scope: [scopes].flat().join(' '),
    })
    const reply = await fetch(`${httpUrl}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body: form })
    const body = (await reply.json()) as { readonly access_token?: string; readonly error_description?: string }
    if (body.access_token === undefined) throw new Error(body.error_description ?? `No token: status ${reply.status}.`)
    return { token: body.access_token, expiresOnTimestamp: (decodeJwt(body.access_token).exp ?? 0) * 1000 }
  },
})
