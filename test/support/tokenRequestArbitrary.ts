import fc, { type Arbitrary } from 'fast-check'
import { anyText, headerText, mostly } from './arbitraries.ts'
import { origin, owner, tenantId, user } from './known.ts'

/** A parameter of a form, and its value. */
export type Pair = readonly [string, string]

export interface AnyTokenRequest {
  readonly pairs: readonly Pair[]
  /** Empty for none. */
  readonly authorization: string
  readonly contentType: string
  readonly path: string
}

const form = 'application/x-www-form-urlencoded'
export const formType: Arbitrary<string> = mostly(
  form,
  fc.oneof(headerText, fc.constantFrom('', 'application/json', `${form}; charset=utf-16`)),
  8,
)

export const tenantName: Arbitrary<string> = mostly(
  tenantId,
  fc.constantFrom('lazulite.local', 'common', 'organizations', 'x', '%00', '..%2f', 'a.b'),
  8,
)

/** Mostly right; else odd, absent, twice, or in another letter case. */
export const parameter = (name: string, right: string, ...odd: readonly string[]): Arbitrary<readonly Pair[]> => {
  const others: readonly (readonly Pair[])[] = [
    [],
    [
      [name, right],
      [name, right],
    ],
    [[name.toUpperCase(), right]],
  ]
  const oddly = fc.oneof(fc.constantFrom(...odd), anyText).map((value): readonly Pair[] => [[name, value]])
  return mostly<readonly Pair[]>([[name, right]], fc.oneof(oddly, fc.constantFrom(...others)), 8)
}

const otherName = fc.oneof(fc.constantFrom('resource', 'client_assertion', '__proto__', 'username', 'code'), anyText)
const otherParameter = fc
  .tuple(otherName, anyText)
  .map(([name, value]): readonly Pair[] => [[name.toWellFormed(), value]])

const arm = 'https://management.azure.com/.default'
const scopes = [`${origin}/.default`, `${arm} openid`, '/.default', 'openid', arm.toUpperCase(), `${arm} x/.default`]

/** What is almost a secret. */
const spoilt = (secret: string): readonly string[] => [
  '',
  ' ',
  secret.slice(1),
  `${secret} `,
  secret.toUpperCase(),
  secret.replace('+', ' '),
]

const basic = (id: string, password: string): string => `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`

/** A token request of an application that is right, or wrong in one way or in many. */
export const anyTokenRequest = (clientId: string, secret: string): Arbitrary<AnyTokenRequest> => {
  const pairs = fc
    .tuple(
      parameter('grant_type', 'client_credentials', 'password', 'CLIENT_CREDENTIALS', 'implicit', '__proto__'),
      parameter('client_id', clientId, clientId.toUpperCase(), owner.clientId, user.name, tenantId),
      parameter('client_secret', secret, ...spoilt(secret)),
      parameter('scope', arm, ...scopes),
      mostly<readonly Pair[]>([], otherParameter, 3),
    )
    .chain((parts) => fc.shuffledSubarray(parts.flat(), { minLength: parts.flat().length }))
  const encoded = basic(clientId, encodeURIComponent(secret))
  const oddAuthorization = fc.oneof(
    headerText,
    fc.constantFrom('Basic', 'Basic !', basic('', ''), basic(clientId, 'no'), encoded),
    fc.tuple(anyText, anyText).map(([id, password]) => basic(id, password)),
  )
  const path = fc
    .tuple(tenantName, fc.constantFrom('v2.0/', ''))
    .map(([tenant, version]) => `/${tenant}/oauth2/${version}token`)
  return fc.record({ pairs, authorization: mostly('', oddAuthorization), contentType: formType, path })
}
