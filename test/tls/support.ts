import { randomBytes, webcrypto } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, request } from 'node:https'
import { type AddressInfo, connect as connectTcp, isIP } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { connect } from 'node:tls'
import type { Certificates } from '../../src/tls/certificates.ts'
import type { NewKeyPair } from '../../src/tls/openIdentity.ts'

export const newKeyPair: NewKeyPair = () =>
  webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])

export const dayMs = 24 * 60 * 60 * 1000

/** Effects whose clock is so many days ahead of the real one. */
export const daysFromNow = (days: number) => ({ now: () => new Date(Date.now() + days * dayMs), randomBytes })

export const temporaryFolder = async (t: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'lazulite-'))
  t.after(() => rm(folder, { recursive: true }))
  return folder
}

/** Every file of a folder: name → text. */
export const contentsOf = async (folder: string): Promise<Record<string, string>> => {
  const names = (await readdir(folder)).sort()
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
  )
}

/** A server that answers `hello`; its port. */
export const startServer = async (t: TestContext, { certificate, key }: Certificates): Promise<number> => {
  const server = createServer({ cert: certificate, key }, (_, response) => response.end('hello'))
  t.after(() => server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/**
 * Calls the server by a name or address that its certificate must be for. The connection itself always goes to
 * 127.0.0.1, so that nothing hangs on this machine's DNS, or on its having IPv6.
 */
export const call = (port: number, name: string, ca?: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({
      socket: connectTcp(port, '127.0.0.1'),
      host: name,
      ...(isIP(name) ? {} : { servername: name }),
      ...(ca === undefined ? {} : { ca }),
    })
    socket.on('error', reject)
    request({ createConnection: () => socket, headers: { host: 'localhost', connection: 'close' } }, (response) => {
      response.setEncoding('utf8').on('data', resolve)
    })
      .on('error', reject)
      .end()
  })
