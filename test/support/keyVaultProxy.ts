import { createServer as createProxy } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { openCertificates } from '../../src/tls/openCertificates.ts'
import { daysFromNow, newKeyPair } from '../tls/support.ts'
import { keyVault, loginHost, vaultClient, vaultHost, vaultTenant } from './keyVault.ts'
import { type Ending, temporaryFolder } from './temporaryFolder.ts'

/**
 * A vault under its true name, and the way to it: a proxy that leads every connection to our double of it, which shows
 * certificates for the true names. So Microsoft's clients run as they are, with none of their checks switched off.
 */
export const startKeyVault = async (t: Ending) => {
  const folder = temporaryFolder(t)
  const names = [vaultHost, loginHost]
  const certificates = await openCertificates({ folder, names, effects: daysFromNow(0), newKeyPair })
  const vault = keyVault(certificates)
  const open = new Set<Socket>()
  const proxy = createProxy().on('connect', (_, socket: Socket) => {
    open.add(socket.on('error', () => undefined).on('close', () => open.delete(socket)))
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    vault.server.emit('connection', socket)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo
  const goAway = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of open) socket.destroy()
      proxy.close(() => resolve())
    })
  t.after(goAway)
  return {
    ...vault,
    ca: certificates.ca,
    /** What makes a program come here, and be let in. */
    environment: {
      HTTPS_PROXY: `http://127.0.0.1:${port}`,
      // The machine's own exceptions are none of ours; an empty text would leave them.
      NO_PROXY: 'nowhere.invalid',
      NODE_EXTRA_CA_CERTS: certificates.caFile,
      AZURE_TENANT_ID: vaultTenant,
      AZURE_CLIENT_ID: vaultClient.id,
      AZURE_CLIENT_SECRET: vaultClient.secret,
    },
    goAway,
  }
}
