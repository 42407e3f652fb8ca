import type { JsonObject } from '../../src/core/json.ts'
import type { Use } from './sightings.ts'

/** How a runtime stood before a recording. */
export interface RuntimeBefore {
  /** Of the PUT that makes it. */
  readonly properties: JsonObject
  /** What was done with it then, by the last words of the requests. */
  readonly deeds: readonly string[]
}

const selfHosted = { type: 'SelfHosted' }

const serverless = { type: 'Managed', typeProperties: { computeProperties: { location: 'AutoResolve' } } }

const networks =
  '/subscriptions/4f1c2b3a-5d6e-4f70-8a9b-0c1d2e3f4a5b/resourceGroups/nets/providers/Microsoft.Network/virtualNetworks'

const ssis = {
  type: 'Managed',
  typeProperties: {
    computeProperties: {
      location: 'East US',
      nodeSize: 'Standard_D2_v3',
      numberOfNodes: 1,
      vNetProperties: { vNetId: `${networks}/own`, subnet: 'ssis' },
    },
    ssisProperties: { edition: 'Standard', licenseType: 'LicenseIncluded' },
  },
}

/** What has brought the machines of a runtime for SSIS into a state. What was on its way will have come to its end. */
const deedsByState: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['Initial', []],
  ['Starting', ['start']],
  ['Started', ['start']],
  ['Stopping', ['start', 'stop']],
  ['Stopped', ['start', 'stop']],
])

/** What can be done with one kind of runtime alone, and what must have been done with it before. */
const beforeDeeds: ReadonlyMap<unknown, RuntimeBefore> = new Map([
  ['start', { properties: ssis, deeds: [] }],
  ['stop', { properties: ssis, deeds: ['start'] }],
  ['outboundnetworkdependenciesendpoints', { properties: ssis, deeds: [] }],
  ['refreshobjectmetadata', { properties: ssis, deeds: ['start'] }],
  ['getobjectmetadata', { properties: ssis, deeds: ['start', 'refreshObjectMetadata'] }],
  ['enableinteractivequery', { properties: serverless, deeds: [] }],
  ['disableinteractivequery', { properties: serverless, deeds: ['enableInteractiveQuery'] }],
])

/** What had been done with a runtime that is shown with these properties. */
export const deedsOf = ({ state }: JsonObject): readonly string[] => deedsByState.get(state) ?? []

/** A runtime that no answer shows whole, as the first of its uses lets on; one that lets on nothing is self-hosted. */
export const unknownRuntime = (uses: readonly Use[]): RuntimeBefore =>
  uses.map(runtimeBefore).find((before) => before !== undefined) ?? { properties: selfHosted, deeds: [] }

const runtimeBefore = ({ deed, properties }: Use): RuntimeBefore | undefined => {
  if (deed !== 'getstatus') return beforeDeeds.get(deed)
  if (properties.type !== 'Managed') return undefined
  return { properties: deedsByState.has(properties.state) ? ssis : serverless, deeds: deedsOf(properties) }
}
