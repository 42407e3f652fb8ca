import { checkAgainstServer } from '../check.ts'
import { ok, wrong } from '../finding.ts'

/** Whether clients would ask a proxy for the server: from there, localhost is another machine. */
export const proxy = checkAgainstServer({
  about: 'proxy',
  look: async ({ env, url }) => {
    const name = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].find((one) => env[one])
    if (name === undefined) return [ok('none is set')]
    const { hostname } = new URL(url)
    const spared = `${env.NO_PROXY ?? ''},${env.no_proxy ?? ''}`.split(',').map((one) => one.trim().toLowerCase())
    if (spared.some((one) => isFor(one, hostname))) return [ok(`${name} spares ${hostname}`)]
    return [wrong(`${name} sends clients to a proxy for ${url}, too: add ${hostname} to NO_PROXY and no_proxy`)]
  },
})

/** An entry names a host, with all below it, or everything. */
const isFor = (entry: string, hostname: string): boolean => {
  const name = entry.replace(/^\*?\./, '')
  return entry === '*' || (name !== '' && (hostname === name || hostname.endsWith(`.${name}`)))
}
