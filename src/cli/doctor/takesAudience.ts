import { isSameServer } from './isSameServer.ts'
import type { Server } from './server.ts'

/**
 * Whether a server takes tokens for a resource.
 *
 * @param addresses those that the server is known to have.
 */
export const takesAudience = ({ audiences }: Server, resource: string, addresses: readonly string[]): boolean =>
  addresses.some((address) => isSameServer(resource, address)) ||
  audiences.some((own) => withoutSlash(own) === withoutSlash(resource))

const withoutSlash = (text: string): string => text.replace(/\/$/, '')
