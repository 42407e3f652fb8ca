import { azure, factoryUrl, fresh, groupUrl, runtimeUrl } from './support.ts'

/** The lower-case name that the recorder of the story missed. */
const left = 'orchard-q8'
const pressUrl = runtimeUrl
const cellarUrl = runtimeUrl.replace(/[^/]+$/, 'cellar')
const [uid, principalId] = fresh.guid
const [secret1, secret2] = fresh.secret
/** The secret of the first key, once it has been regenerated. */
export const regenerated = Buffer.alloc(32, 'fig').toString('base64')
const [operationId] = fresh.operation
const statusUrl = `${cellarUrl}/start/operationstatuses/${operationId}`

const key = (secret: string) => `IR@${uid}@Orchard-7@ServiceEndpoint=${left}.westeurope.datafactory.azure.net@${secret}`

const factory = {
  name: 'Orchard-7',
  id: `${groupUrl}/providers/Microsoft.DataFactory/factories/${left}`,
  type: 'Microsoft.DataFactory/factories',
  properties: { provisioningState: 'Succeeded', createTime: fresh.time[0], version: '2018-06-01' },
  eTag: `"${fresh.etag[0]}"`,
  location: 'westeurope',
  identity: { type: 'SystemAssigned', principalId, tenantId: '3d7e9a10-58b4-4c62-9f0d-2b81c6e4a753' },
  tags: {},
}
const press = {
  id: pressUrl.replace('integrationRuntimes', 'integrationruntimes'),
  name: 'press',
  type: 'Microsoft.DataFactory/factories/integrationruntimes',
  properties: { type: 'SelfHosted', description: 'Presses pears.' },
  etag: fresh.etag[1],
}
const ssis = {
  type: 'Managed',
  typeProperties: {
    computeProperties: { location: 'West Europe', nodeSize: 'Standard_D2_v3', numberOfNodes: 2 },
    ssisProperties: { edition: 'Standard' },
  },
}
const cellar = {
  ...press,
  id: press.id.replace(/press$/, 'cellar'),
  name: 'cellar',
  properties: { ...ssis, state: 'Initial' },
  etag: fresh.etag[1].replace('7b', '7c'),
}
const unregistered =
  "The subscription is not registered to use namespace 'Microsoft.DataFactory'. See https://aka.ms/rps-not-found for how to register subscriptions."
const code = 'MissingSubscriptionRegistration'

const byProvider = {
  'Cache-Control': 'no-cache',
  'Content-Type': 'application/json; charset=utf-8',
  Vary: 'Accept-Encoding',
  Server: 'Kestrel',
}
const wrote = { ...byProvider, 'x-ms-ratelimit-remaining-subscription-writes': '1183' }

const version = 'api-version=2018-06-01'
const line = (index: number, request: string, answer: object, requestBody?: unknown) => {
  const [method, path] = request.split(' ')
  const body = requestBody === undefined ? null : JSON.stringify(requestBody)
  return {
    cassette: 'orchard',
    index,
    method,
    uri: `${azure}${path}?${version}`,
    request_body: body,
    status: 200,
    ...answer,
  }
}

const made = { location: 'westeurope', identity: { type: 'SystemAssigned' }, properties: {} }
const status = (said: object) => ({ status: 'InProgress', name: operationId, properties: null, error: null, ...said })
const startedStatus = {
  name: 'cellar',
  properties: {
    dataFactoryName: 'Orchard-7',
    state: 'Started',
    type: 'Managed',
    dataFactoryLocation: null,
    resourceUri: null,
    typeProperties: { nodes: [], otherErrors: [], createTime: fresh.time[1] },
    dataFactoryTags: null,
    managedVirtualNetwork: null,
  },
}

/**
 * A recording of our own, in the service's shapes: an unregistered subscription, a factory whose name its recorder
 * missed in lower case, a self-hosted runtime whose first key is regenerated, one for SSIS that is started, and a pipeline.
 */
export const orchard = [
  line(
    1,
    `PUT ${factoryUrl}`,
    {
      status: 409,
      headers: { 'x-ms-failure-cause': 'gateway' },
      body: {
        error: {
          code,
          message: unregistered,
          details: [{ code, target: 'Microsoft.DataFactory', message: unregistered }],
        },
      },
    },
    made,
  ),
  line(4, `PUT ${factoryUrl}`, { headers: wrote, body: factory }, made),
  line(5, `PUT ${pressUrl}`, { headers: wrote, body: press }, { properties: press.properties }),
  line(6, `POST ${pressUrl}/listAuthKeys`, {
    headers: wrote,
    body: { authKey1: key(secret1), authKey2: key(secret2) },
  }),
  line(
    7,
    `POST ${pressUrl}/regenerateAuthKey`,
    { headers: wrote, body: { authKey1: key(regenerated) } },
    { keyName: 'authKey1' },
  ),
  line(8, `POST ${pressUrl}/listAuthKeys`, {
    headers: wrote,
    body: { authKey1: key(regenerated), authKey2: key(secret2) },
  }),
  line(9, `PUT ${cellarUrl}`, { headers: wrote, body: cellar }, { properties: ssis }),
  line(10, `POST ${cellarUrl}/start`, {
    status: 202,
    headers: { 'azure-asyncoperation': `${azure}${statusUrl}?${version}`, server: 'Kestrel' },
    body: '',
  }),
  line(11, `GET ${statusUrl}`, { headers: byProvider, body: status({}) }),
  line(12, `GET ${statusUrl}`, { headers: byProvider, body: status({}) }),
  line(13, `GET ${statusUrl}`, {
    headers: byProvider,
    body: status({ status: 'Succeeded', properties: startedStatus }),
  }),
  line(14, `GET ${factoryUrl}/pipelines`, { headers: byProvider, body: { value: [] } }),
] as const
