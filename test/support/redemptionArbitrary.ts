import fc, { type Arbitrary } from 'fast-check'
import { anyText, mostly } from './arbitraries.ts'
import type { Form } from './asForm.ts'
import { origin, owner, user } from './known.ts'
import { challengeOf, verifier } from './signIns.ts'
import { type Pair, parameter, tenantName } from './tokenRequestArbitrary.ts'
import { otherTenantId } from './twoTenants.ts'

export interface AnyRedemption {
  readonly pairs: readonly Pair[]
  readonly path: string
}

const arm = 'https://management.azure.com/.default'

/** What may stand in a parameter in place of what is right. */
const odd: Readonly<Record<string, readonly string[]>> = {
  grant_type: ['password', 'implicit', 'authorization_code', 'refresh_token', 'device_code', '__proto__'],
  client_id: [owner.clientId, user.name, ''],
  code: ['', 'A'.repeat(43), 'A'.repeat(60_000), 'null'],
  device_code: ['', 'A'.repeat(43)],
  refresh_token: ['', 'A'.repeat(43), '0.AXkA'],
  redirect_uri: ['', 'http://localhost', 'http://localhost:54321/', 'https://evil.test', 'http://localhost:54321#x'],
  code_verifier: ['', challengeOf(verifier), verifier.slice(1), verifier.toUpperCase()],
}

const scope = parameter('scope', arm, `${arm} openid`, 'openid', '/.default', `${origin}/.default`, `${arm} x/.default`)
const more = fc
  .tuple(fc.constantFrom('client_secret', 'client_assertion', 'resource', 'client_info', '__proto__'), anyText)
  .map(([name, value]): readonly Pair[] => [[name, value]])

/** A form that redeems something, as it is right, or wrong in one way or in many. */
export const anyRedemption = (right: Form): Arbitrary<AnyRedemption> => {
  const each = Object.entries(right).map(([name, value]) => parameter(name, value, ...(odd[name] ?? [])))
  const rest = [mostly<readonly Pair[]>([], scope, 1), mostly<readonly Pair[]>([], more, 6)]
  const pairs = fc
    .tuple(...each, ...rest)
    .map((parts) => parts.flat().map(([name, value]): Pair => [name, value.toWellFormed()]))
  const tenant = mostly('organizations', fc.oneof(tenantName, fc.constant(otherTenantId)), 6)
  const path = fc
    .tuple(tenant, fc.constantFrom('v2.0/', ''))
    .map(([name, version]) => `/${name}/oauth2/${version}token`)
  return fc.record({ pairs, path })
}
