import type { JsonObject } from '../../src/core/json.ts'
import type { World } from '../../src/world/worldSchema.ts'
import type { Request } from '../exchange.ts'
import { preludeOf } from '../prelude.ts'
import type { Example } from './example.ts'

/** What must be done with a runtime for SSIS before an example can be done with it, by the last words of the requests. */
const deedsBefore: Readonly<Record<string, readonly string[]>> = {
  IntegrationRuntimes_Start: [],
  IntegrationRuntimes_Stop: ['start'],
  IntegrationRuntimes_ListOutboundNetworkDependenciesEndpoints: [],
  IntegrationRuntimeObjectMetadata_Refresh: ['start'],
  IntegrationRuntimeObjectMetadata_Get: ['start', 'refreshObjectMetadata'],
}

const network =
  '/subscriptions/4f1c2b3a-5d6e-4f70-8a9b-0c1d2e3f4a5b/resourceGroups/nets/providers/Microsoft.Network/virtualNetworks'

const ssis = {
  type: 'Managed',
  typeProperties: {
    computeProperties: {
      location: 'East US',
      nodeSize: 'Standard_D2_v3',
      numberOfNodes: 1,
      vNetProperties: { vNetId: `${network}/own`, subnet: 'ssis' },
    },
    ssisProperties: { edition: 'Standard', licenseType: 'LicenseIncluded' },
  },
}

/** The world that some examples happen in. */
export const worldOf = (examples: readonly Example[]): World =>
  preludeOf({ name: 'examples', exchanges: examples.map(({ exchange }) => exchange) }, asItIs).world

/** The requests that empty a world. Relative to a server. */
export const emptying = ({ subscriptions = [] }: World): readonly Request[] =>
  subscriptions.flatMap(({ id, resourceGroups = [] }) =>
    resourceGroups.flatMap(({ name, location }) => {
      const path = `/subscriptions/${id}/resourceGroups/${name}`
      return [ask('DELETE', path), put(path, { location })]
    }),
  )

/** The requests that make what an example names, in an empty world. Relative to a server. */
export const preparing = ({ name, operation, exchange }: Example): readonly Request[] => {
  const { standing } = preludeOf({ name, exchanges: [exchange] }, asItIs)
  const deeds = deedsBefore[operation.id]
  return standing.flatMap(({ path, body }) =>
    deeds && isRuntime(path)
      ? [put(path, { properties: ssis }), ...deeds.map((deed) => ask('POST', `${path}/${deed}`))]
      : [put(path, body)],
  )
}

const asItIs = (text: string): string => text

const isRuntime = (path: string): boolean => /\/integrationRuntimes\//.test(path)

const put = (path: string, body: JsonObject): Request => ({
  ...ask('PUT', path),
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const ask = (method: string, path: string): Request => ({
  method,
  uri: `${path}?api-version=2018-06-01`,
  headers: {},
  body: undefined,
})
