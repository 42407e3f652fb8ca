import { Type } from 'typebox'
import { type Factory, serviceEndpoint } from '../../core/factory.ts'
import { serviceRegion } from '../../core/location.ts'
import { nodeSoftwareVersions } from '../../core/nodeSoftware.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { isSsis, type Runtime } from '../../core/runtime.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

const StatusReply = Type.Object(
  {
    name: Type.Optional(Type.String()),
    properties: Type.Object(
      {
        dataFactoryName: Type.Optional(Type.String()),
        state: Type.Enum(['Initial', 'NeedRegistration', 'Online']),
        type: Type.Enum(['Managed', 'SelfHosted']),
        typeProperties: Type.Optional(Type.Object({})),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

/**
 * Tells the state of a runtime. Counts as a read, though it is a POST. Recorded for self-hosted runtimes and for managed
 * ones without SSIS.
 *
 * @throws CloudError `NotFound`.
 */
export const getStatus = operation({
  id: 'IntegrationRuntimes_GetStatus',
  method: 'POST',
  path: `${runtimePath}/getStatus`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/getstatus/read',
  summary: 'Tells the state of an integration runtime.',
  effect: 'read',
  body: null,
  replies: { 200: StatusReply },

  handle: async ({ target, factory }, tx) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    if (runtime.type === 'SelfHosted') return ok(selfHostedStatus(factory, runtime))
    return ok(isSsis(runtime) ? ssisStatus(factory, runtime) : serverlessStatus)
  },
})

/** A managed runtime without machines of its own is always there, and is told of in the fewest words. */
const serverlessStatus = { properties: { state: 'Online', type: 'Managed' } } as const

const ssisStatus = (factory: Factory, { id, createTime }: Runtime) =>
  ({
    name: id.integrationRuntimeName,
    properties: {
      dataFactoryName: factory.id.factoryName,
      state: 'Initial',
      type: 'Managed',
      typeProperties: { nodes: [], otherErrors: [], createTime },
    },
  }) as const

const selfHostedStatus = (factory: Factory, runtime: Runtime) =>
  ({
    name: runtime.id.integrationRuntimeName,
    properties: {
      dataFactoryName: factory.id.factoryName,
      state: 'NeedRegistration',
      type: 'SelfHosted',
      typeProperties: {
        serviceRegion: serviceRegion(factory.location),
        autoUpdate: runtime.autoUpdate,
        internalChannelEncryption: 'NotSet',
        taskQueueId: runtime.uid,
        nodes: [],
        ...(runtime.updateDelayOffset && { updateDelayOffset: runtime.updateDelayOffset }),
        serviceUrls: [serviceEndpoint(factory)],
        links: [],
        versionStatus: 'None',
        capabilities: {},
        latestVersion: nodeSoftwareVersions[0],
        newerVersions: nodeSoftwareVersions,
        createTime: runtime.createTime,
      },
    },
  }) as const
