import { CloudError } from './errors.ts'
import { type Factory, serviceEndpoint } from './factory.ts'
import { isJsonObject, type JsonObject } from './json.ts'
import { isSsis, type Runtime } from './runtime.ts'

/** What machines in a network must be able to reach from there. */
interface OutboundDependencies {
  readonly category: string
  readonly endpoints: readonly { readonly domainName: string; readonly port: number }[]
}

/**
 * What the machines of a runtime for SSIS must be able to reach out of the virtual network that they have joined: what all
 * of them need (categories and hosts documented), and what this one was told to use (categories are ours).
 *
 * @throws CloudError `BadRequest` for another kind of runtime, and for one in no network: assumed.
 */
export const outboundDependencies = (factory: Factory, runtime: Runtime): readonly OutboundDependencies[] => {
  const settings = member(runtime.properties, 'typeProperties')
  if (!isSsis(runtime) || !hasJoinedANetwork(settings)) throw inNoNetwork(runtime)
  const ssis = member(settings, 'ssisProperties')
  const all: readonly OutboundDependencies[] = [
    { category: 'Azure Data Factory (Management)', endpoints: [https(serviceEndpoint(factory))] },
    {
      category: 'Azure Storage (Management)',
      endpoints: [https('*.blob.core.windows.net'), https('*.table.core.windows.net')],
    },
    { category: 'Event Hub (Logging)', endpoints: [https('*.servicebus.windows.net')] },
    { category: 'SSIS Catalog', endpoints: catalogOf(member(ssis, 'catalogInfo')) },
    { category: 'Custom Setup', endpoints: setupOf(member(ssis, 'customSetupScriptProperties')) },
  ]
  return all.filter(({ endpoints }) => endpoints.length > 0)
}

type Endpoints = OutboundDependencies['endpoints']

const https = (domainName: string): Endpoints[number] => ({ domainName, port: 443 })

const member = (of: JsonObject, name: string): JsonObject => {
  const value = of[name]
  return isJsonObject(value) ? value : {}
}

/** Joined in either of the two ways that there are: express, or standard. Documented. */
const hasJoinedANetwork = (settings: JsonObject): boolean => {
  const { subnetId } = member(settings, 'customerVirtualNetwork')
  const network = member(member(settings, 'computeProperties'), 'vNetProperties')
  return [subnetId, network.subnetId, network.vNetId].some((id) => typeof id === 'string' && id !== '')
}

/** `host`, `host,port` or `tcp:host,port`, as SQL Server is addressed. */
const catalogOf = ({ catalogServerEndpoint }: JsonObject): Endpoints => {
  const [, domainName, port = '1433'] =
    /^(?:tcp:)?([\w.-]+)(?:,(\d{1,5}))?$/i.exec(String(catalogServerEndpoint ?? '').trim()) ?? []
  return domainName === undefined || Number(port) > 65_535 ? [] : [{ domainName, port: Number(port) }]
}

const setupOf = ({ blobContainerUri }: JsonObject): Endpoints => {
  const { protocol, hostname, port } = URL.parse(String(blobContainerUri ?? '')) ?? {}
  return protocol === 'https:' && hostname ? [{ domainName: hostname, port: Number(port || 443) }] : []
}

const inNoNetwork = ({ id }: Runtime): CloudError =>
  new CloudError(
    'BadRequest',
    `The integration runtime '${id.integrationRuntimeName}' is not one for SSIS whose machines have joined a virtual network.`,
  )
