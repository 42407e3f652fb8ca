import { getCACertificates } from 'node:tls'
import { isForAzAlone } from '../addressVariables.ts'
import { certificatesIn } from '../certificatesIn.ts'
import { checkOfServer } from '../check.ts'
import { type Finding, ok, skipped, wrong } from '../finding.ts'
import { shakeHands } from '../handshake.ts'
import { hasFolder } from '../hasFolder.ts'
import type { Server } from '../server.ts'
import type { Situation } from '../situation.ts'

interface Variable {
  readonly name: string
  /** What is read where it is not set. */
  readonly instead?: string
  readonly clients: string
  /** Whether az is among them. */
  readonly isForAz?: true
  /** Whom the clients trust where neither is set. */
  readonly usual: () => readonly string[]
  /** Those of the file come on top of the usual ones, else in their place. */
  readonly adds?: true
}

const bundled = () => getCACertificates('bundled')
const system = () => getCACertificates('system')

const variables: readonly Variable[] = [
  { name: 'REQUESTS_CA_BUNDLE', instead: 'CURL_CA_BUNDLE', clients: 'az and Python', isForAz: true, usual: bundled },
  { name: 'CURL_CA_BUNDLE', instead: 'SSL_CERT_FILE', clients: 'curl', usual: system },
  { name: 'SSL_CERT_FILE', clients: 'Go, Terraform and OpenSSL', usual: system },
  { name: 'NODE_EXTRA_CA_CERTS', clients: 'Node.js', usual: bundled, adds: true },
]

/** Whether each kind of client trusts the server's certificate, by what the environment tells it to trust. */
export const trust = checkOfServer('trust', (server, situation) =>
  Promise.all(variables.map((variable) => lookAt(variable, { server, situation }))),
)

interface Asked {
  readonly server: Server
  readonly situation: Situation
}

const lookAt = async (variable: Variable, asked: Asked): Promise<Finding> => {
  const { env } = asked.situation
  const { url } = asked.server
  const { name, instead, clients, isForAz, usual } = variable
  if (!isForAz && isForAzAlone(env)) return skipped(`nothing here points ${clients} to ${url}`)
  const set = [name, instead].find((one) => one !== undefined && env[one])
  if (set === undefined) {
    if (await isTrusted(url, usual())) return ok(`${url} is trusted by ${clients}`)
    return wrong(`${name} is not set, and ${url} is not trusted by ${clients}: ${remedyFor(name, asked)}`)
  }
  const fault = await faultOf(env[set] ?? '', variable, url)
  if (fault === undefined) return ok(`${url} is trusted by ${clients}, through ${set}`)
  const remedy = (await isTrusted(url, bundled())) ? `unset ${set}` : remedyFor(name, asked)
  return wrong(`${set} names ${env[set]}, which ${fault}: ${remedy}`)
}

/** Why the file of a variable does not do. */
const faultOf = async (file: string, { adds, usual }: Variable, url: string): Promise<string | undefined> => {
  const own = await certificatesIn(file).catch((error: NodeJS.ErrnoException) => error)
  if (own instanceof Error) return `cannot be read (${own.code})`
  if ((await isTrusted(url, own)) || (adds && (await isTrusted(url, usual())))) return undefined
  return `does not have the authority of ${url}`
}

const isTrusted = async (url: string, ca: readonly string[]): Promise<boolean> =>
  'certificate' in (await shakeHands(url, ca))

const remedyFor = (name: string, { server, situation }: Asked): string => {
  const file = situation.caFile ?? (hasFolder(situation) ? situation.ready.caFile : undefined)
  if (file !== undefined) return `set ${name} to ${file}`
  return `set ${name} to the file of the authority that vouches for ${server.url}, ca.pem in the folder of the server`
}
