import { isIPv6 } from 'node:net'
import { type Static, Type } from 'typebox'

/** What `--help` and the documentation say of a setting, beside its type. */
interface About {
  readonly default?: unknown
  /** Meaning and unit. */
  readonly description: string
}

/** What can be listened on and stand in a URL as it is: `127.1`, zones and brackets cannot. */
const isHost = (text: string): boolean => {
  if (isIPv6(text)) return URL.canParse(`http://[${text}]`)
  return /^[\w.-]+$/.test(text) && URL.parse(`http://${text}`)?.hostname === text.toLowerCase()
}

const host = (about: About) =>
  Type.Refine(
    Type.String({ ...about, expects: 'a host name, or an IP address without brackets', placeholder: 'HOST' }),
    isHost,
  )

/** As a browser's `Origin` header has it: no path, no default port, no upper case, nobody's password. */
const isOrigin = (text: string): boolean => /^https?:/.test(text) && URL.parse(text)?.origin === text

const port = (about: About) => Type.Integer({ ...about, minimum: 0, maximum: 65_535, placeholder: 'PORT' })
const path = (what: string, about: About) =>
  Type.String({ ...about, minLength: 1, expects: `the path of a ${what}`, placeholder: what.toUpperCase() })

/**
 * Every setting, once: its type, default, unit and meaning. Flags, variables, `--help` and `docs/configuration.md` are
 * made from this.
 */
export const Settings = Type.Object({
  data: path('folder', {
    default: '.lazulite',
    description: 'Folder of the database, the keys and the certificates; made where it is not there.',
  }),
  host: host({ default: 'localhost', description: 'Where https listens; localhost is both 127.0.0.1 and ::1.' }),
  port: port({ default: 8443, description: 'TCP port of https; 0 picks a free one.' }),
  httpHost: host({
    default: 'localhost',
    description: 'Where plain http listens; localhost is both 127.0.0.1 and ::1.',
  }),
  httpPort: port({ default: 8080, description: 'TCP port of plain http; 0 picks a free one.' }),
  publicUrl: Type.Optional(
    Type.Refine(
      Type.String({
        expects: 'an origin as browsers write it, such as https://lazulite.example.com',
        placeholder: 'URL',
        description: 'The address that clients use where a proxy stands in front.',
      }),
      isOrigin,
    ),
  ),
  corsOrigin: Type.Immutable(
    Type.Array(Type.Refine(Type.String(), isOrigin), {
      default: [],
      expects: 'origins as browsers write them, such as https://portal.example.com',
      placeholder: 'ORIGIN',
      description: 'Whose web pages may call, beside its own; commas between several, or the flag repeated.',
    }),
  ),
  world: Type.Optional(
    path('file', { description: 'YAML file of what a fresh data folder begins with, in place of the built-in world.' }),
  ),
  throttle: Type.Enum(['hourly', 'bucket', 'off'], {
    default: 'hourly',
    description: 'Quotas: so many calls an hour, the token bucket that Azure has had since 2024, or none.',
  }),
  tokenLifetimeSeconds: Type.Integer({
    default: 3599,
    minimum: 1,
    maximum: 86_400,
    placeholder: 'SECONDS',
    description: 'How many seconds an access token is good for.',
  }),
  tlsCertificate: Type.Optional(
    path('file', {
      description: 'PEM file of the certificate and its chain, in place of the one made at first start.',
    }),
  ),
  tlsKey: Type.Optional(path('file', { description: 'PEM file of the private key of that certificate.' })),
  logLevel: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    description: 'The least weighty kind of entry that the log takes; the log goes to standard error.',
  }),
  json: Type.Boolean({
    default: false,
    description: 'Print one line of JSON when ready, and nothing else on standard output.',
  }),
})

/** The settings of one run, checked, complete and frozen. */
export type Config = Readonly<Static<typeof Settings>>
