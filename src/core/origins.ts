import { CloudError } from './errors.ts'

/**
 * The server's own names: the addresses that it listens on and its public URL, and nothing else. A `Host` header only
 * chooses among them, and makes no issuer, audience, `Location` or metadata by itself.
 */
export interface Origins {
  /** Scheme, host and port, without a slash behind; the first is the one to show to people. */
  readonly all: readonly string[]
  /**
   * The origin that a request's `Host` header names.
   *
   * @throws CloudError `MisdirectedRequest` for a name that is not the server's own.
   */
  named(host: string | undefined): string
}

/** @param urls absolute URLs; where two have the same host and port, the first counts. */
export const ownOrigins = (urls: readonly string[]): Origins => {
  const byHost = new Map<string, string>()
  for (const url of urls) {
    const { origin, host, hostname, port, protocol } = new URL(url)
    const withPort = port ? host : `${hostname}:${protocol === 'https:' ? 443 : 80}`
    for (const name of [host, withPort]) if (!byHost.has(name)) byHost.set(name, origin)
  }
  const all = [...new Set(urls.map((url) => new URL(url).origin))]
  return {
    all,
    named: (host) => {
      const origin = byHost.get(host?.toLowerCase() ?? '')
      if (origin) return origin
      throw new CloudError(
        'MisdirectedRequest',
        `This server does not answer for the host '${(host ?? '').slice(0, 100)}', only for ${all.map((one) => new URL(one).host).join(', ')}. ` +
          'Use one of these, or start it with --public-url.',
      )
    },
  }
}
