import { isIPv6 } from 'node:net'
import { type Static, Type } from 'typebox'

/** What `--help` and the documentation say of a setting, beside its type. */
interface Help {
  readonly default?: unknown
  /** Meaning and unit. */
  readonly description: string
}

/** What can be listened on and stand in a URL as it is: `127.1`, zones and brackets cannot. */
const isHost = (text: string): boolean => {
  if (isIPv6(text)) return URL.canParse(`http://[${text}]`)
  return /^[\w.-]+$/.test(text) && URL.parse(`http://${text}`)?.hostname === text.toLowerCase()
}

const host = (help: Help) =>
  Type.Refine(
    Type.String({ ...help, expects: 'a host name, or an IP address without brackets', placeholder: 'HOST' }),
    isHost,
  )

/** As a browser's `Origin` header has it: no path, no default port, no upper case, nobody's password. */
const isOrigin = (text: string): boolean => /^https?:/.test(text) && URL.parse(text)?.origin === text

const port = (help: Help) => Type.Integer({ ...help, minimum: 0, maximum: 65_535, placeholder: 'PORT' })
const path = (what: string, help: Help) =>
  Type.String({ ...help, minLength: 1, expects: `the path of a ${what}`, placeholder: what.toUpperCase() })

/**
 * Every setting, once: its type, default, unit and meaning. Flags, variables, `--help` and `docs/configuration.md` are
 * made from this.
 */
export const Settings = Type.Object({
  data: path('folder', {
    default: '.lazulite',
    description: 'Folder of the database, the keys and the certificates; made where it is not there.',
  }),
  host: host({
    default: 'localhost',
    description:
      'Where https listens; localhost is both 127.0.0.1 and ::1. ' +
      '0.0.0.0 and :: take calls from elsewhere only under --public-url.',
  }),
  port: port({ default: 8443, description: 'TCP port of https; 0 picks a free one.' }),
  httpHost: host({ default: 'localhost', description: 'Where plain http listens, in the same way.' }),
  httpPort: port({ default: 8080, description: 'TCP port of plain http; 0 picks a free one.' }),
  publicUrl: Type.Optional(
    Type.Refine(
      Type.String({
        expects: 'an https origin as browsers write it, such as https://lazulite.example.com',
        placeholder: 'URL',
        description:
          'The https address that clients use where a proxy stands in front; the proxy must pass the Host header on.',
      }),
      (text) => text.startsWith('https:') && isOrigin(text),
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
    description:
      'Quotas. hourly: 12,000 reads, 1,200 writes and 15,000 deletes an hour; ' +
      "bucket: Azure's regime since 2024; off: none.",
  }),
  operationSeconds: Type.Integer({
    default: 2,
    minimum: 0,
    maximum: 86_400,
    placeholder: 'SECONDS',
    description: 'How many seconds the machines take that are started, stopped or cleared away; 0 is at once.',
  }),
  pageSize: Type.Integer({
    default: 100,
    minimum: 1,
    maximum: 1000,
    placeholder: 'ITEMS',
    description: 'How many items a list has before it goes on at its nextLink.',
  }),
  tokenLifetimeSeconds: Type.Integer({
    default: 3599,
    minimum: 1,
    maximum: 86_400,
    placeholder: 'SECONDS',
    description: 'How many seconds an access token is good for.',
  }),
  refreshTokenDays: Type.Integer({
    default: 90,
    minimum: 1,
    maximum: 365,
    placeholder: 'DAYS',
    description: 'How many days a refresh token is good for, whether or not it was used.',
  }),
  strictRefreshTokens: Type.Boolean({
    default: false,
    description:
      'Take a refresh token once: a second time it is refused, and so is all that came of the same sign-in. ' +
      'Entra ID does not, and az in several processes counts on that.',
  }),
  issuers: Type.Optional(
    path('file', {
      description: 'YAML file of other issuers, such as Entra ID itself, whose access tokens are taken, too.',
    }),
  ),
  ownIssuer: Type.Boolean({
    default: true,
    description: 'Sign people and programs in here; false leaves that to the issuers of --issuers.',
  }),
  managedIdentity: Type.Optional(
    Type.Boolean({
      description:
        'Give a managed identity to programs on this machine that ask on plain http; ' +
        'true unless there is a --public-url, since a proxy beside the server looks like such a program.',
    }),
  ),
  tlsCertificate: Type.Optional(
    path('file', {
      description: 'PEM file of the certificate and its chain, in place of the one made at first start.',
    }),
  ),
  tlsKey: Type.Optional(path('file', { description: 'PEM file of the private key of that certificate.' })),
  logLevel: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    description: 'Entries below this level are left out; the log goes to standard error.',
  }),
  json: Type.Boolean({
    default: false,
    description:
      'Print one line of JSON when ready, and nothing else on standard output. ' +
      'npm adds a banner of its own, unless it is "npm -s start -- --json".',
  }),
})

/** The settings of one run, checked, complete and frozen. */
export type Config = Readonly<Static<typeof Settings>>
