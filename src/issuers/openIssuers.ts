import type { Origins } from '../core/origins.ts'
import type { Store } from '../core/store.ts'
import type { TrustedIssuer } from '../core/token.ts'
import type { Fault } from '../faults/fault.ts'
import { duplicates, type Place, textsIn } from '../faults/places.ts'
import { schemaFaults } from '../faults/schemaFaults.ts'
import { readYamlFile } from '../yamlFile/readYamlFile.ts'
import { type Issuers, IssuersSchema } from './issuersSchema.ts'

interface Needs {
  readonly store: Store
  readonly origins: Origins
}

/**
 * Reads the issuers whose access tokens are taken beside the server's own. Whether they can be reached is seen when the
 * first token comes.
 *
 * @param file undefined where there are none.
 * @throws StartError naming each fault with its line, all at once: what the schema refuses, an issuer that is there twice
 * or is this server itself, a tenant that is not there.
 */
export const openIssuers = async (file: string | undefined, needs: Needs): Promise<readonly TrustedIssuer[]> => {
  if (file === undefined) return []
  const value = await readYamlFile(file, {
    kind: 'list of issuers',
    whole: 'the list',
    faultsIn: (value) => faultsIn({ path: [], value }, needs),
  })
  return (value as Issuers).map((one) => ({ ...one, tenantId: one.tenantId.toLowerCase() }))
}

const faultsIn = async (list: Place, { store, origins }: Needs): Promise<readonly Fault[]> => [
  ...schemaFaults(IssuersSchema, list.value),
  ...duplicates(textsIn(list, '*.issuer')),
  ...ownIssuers(list, origins),
  ...(await unknownTenants(list, store)),
]

/** Its keys are known without asking, and which tenant a token is of stands in it. */
const ownIssuers = (list: Place, { all }: Origins): Fault[] =>
  textsIn(list, '*.issuer')
    .filter(({ value }) => all.includes(URL.parse(value)?.origin ?? ''))
    .map(({ path }) => ({ path, message: 'is this server itself, whose own tokens need no entry' }))

const unknownTenants = async (list: Place, store: Store): Promise<Fault[]> => {
  const places = textsIn(list, '*.tenantId')
  const tenants = await store.read((tx) => Promise.all(places.map(({ value }) => tx.findTenant(value))))
  return places
    .filter((_, index) => !tenants[index])
    .map(({ path }) => ({ path, message: 'is no tenant of this data folder' }))
}
