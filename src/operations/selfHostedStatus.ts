import { type Static, Type } from 'typebox'
import { type Factory, serviceEndpoint } from '../core/factory.ts'
import { isJsonObject } from '../core/json.ts'
import type { Link } from '../core/link.ts'
import { serviceRegion } from '../core/location.ts'
import { latestNodeSoftware, newerVersions, versionStatuses } from '../core/nodeSoftware.ts'
import { nodesTogether } from '../core/nodesTogether.ts'
import { autoUpdates, type Runtime } from '../core/runtime.ts'
import type { SeenNode } from '../core/seenNode.ts'
import { selfHostedState, selfHostedStates } from '../core/selfHostedState.ts'
import { Capabilities, NodeReply, toNodeReply } from './integrationRuntimeNodes/schemas.ts'

const text = Type.Optional(Type.String())

const LinkReply = Type.Object(
  {
    name: Type.String(),
    subscriptionId: Type.String(),
    dataFactoryName: Type.String(),
    dataFactoryLocation: Type.String(),
    createTime: Type.String(),
  },
  { additionalProperties: false },
)

export const SelfHostedStatus = Type.Object(
  {
    dataFactoryName: Type.String(),
    state: Type.Enum([...selfHostedStates, 'AccessDenied']),
    type: Type.Literal('SelfHosted'),
    typeProperties: Type.Object(
      {
        serviceRegion: text,
        autoUpdate: Type.Optional(Type.Enum(autoUpdates)),
        internalChannelEncryption: Type.Optional(Type.Literal('NotSet')),
        taskQueueId: text,
        version: text,
        nodes: Type.Array(NodeReply),
        updateDelayOffset: text,
        localTimeZoneOffset: text,
        serviceUrls: Type.Optional(Type.Array(Type.String())),
        links: Type.Array(LinkReply),
        versionStatus: Type.Optional(Type.Enum([...versionStatuses])),
        capabilities: Type.Optional(Capabilities),
        latestVersion: text,
        newerVersions: Type.Optional(Type.Array(Type.String())),
        createTime: Type.String(),
        selfContainedInteractiveAuthoringEnabled: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

interface SelfHosted {
  readonly factory: Factory
  readonly runtime: Runtime
  readonly nodes: readonly SeenNode[]
  readonly links: readonly Link[]
}

/** How a self-hosted runtime and its nodes are. Recorded for one without nodes, documented for one with. */
export const selfHostedStatus = ({ factory, runtime, nodes, links }: SelfHosted): Static<typeof SelfHostedStatus> => {
  const { version, versionStatus, capabilities, localTimeZoneOffset } = nodesTogether(nodes)
  const { typeProperties } = runtime.properties
  const authoring = isJsonObject(typeProperties) ? typeProperties.selfContainedInteractiveAuthoringEnabled : undefined
  return {
    dataFactoryName: factory.id.factoryName,
    state: selfHostedState(nodes),
    type: 'SelfHosted',
    typeProperties: {
      serviceRegion: serviceRegion(factory.location),
      autoUpdate: runtime.autoUpdate,
      internalChannelEncryption: 'NotSet',
      taskQueueId: runtime.uid,
      ...(version !== undefined && { version }),
      nodes: nodes.map((node) => toNodeReply(node, nodes)),
      ...(runtime.updateDelayOffset !== undefined && { updateDelayOffset: runtime.updateDelayOffset }),
      ...(localTimeZoneOffset !== undefined && { localTimeZoneOffset }),
      serviceUrls: [serviceEndpoint(factory)],
      links: links.map(toLinkReply),
      versionStatus,
      capabilities,
      latestVersion: latestNodeSoftware,
      newerVersions: [...newerVersions(version)],
      createTime: runtime.createTime,
      ...(typeof authoring === 'boolean' && { selfContainedInteractiveAuthoringEnabled: authoring }),
    },
  }
}

/** What is left to tell of a linked runtime that has lost what it borrowed: nothing of that one. Assumed. */
export const accessDeniedStatus = ({ id }: Factory, { createTime }: Runtime): Static<typeof SelfHostedStatus> => ({
  dataFactoryName: id.factoryName,
  state: 'AccessDenied',
  type: 'SelfHosted',
  typeProperties: { nodes: [], links: [], createTime },
})

const toLinkReply = ({ name, subscriptionId, factoryName, location, createTime }: Link): Static<typeof LinkReply> => ({
  name,
  subscriptionId,
  dataFactoryName: factoryName,
  dataFactoryLocation: location,
  createTime,
})
