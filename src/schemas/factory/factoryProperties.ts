import { Type } from 'typebox'
import type { JsonObject } from '../../core/json.ts'
import { Optional } from '../optional.ts'
import { Encryption } from './encryption.ts'
import { GlobalParameters } from './globalParameters.ts'
import { PublicNetworkAccess } from './publicNetworkAccess.ts'
import { RepoConfiguration } from './repoConfiguration.ts'

/** `properties` of a factory, as users write them. */
export const FactoryProperties = Type.Object({
  purviewConfiguration: Optional(Type.Object({ purviewResourceId: Optional(Type.String()) })),
  repoConfiguration: Optional(RepoConfiguration),
  globalParameters: Optional(GlobalParameters),
  encryption: Optional(Encryption),
  publicNetworkAccess: Optional(PublicNetworkAccess),
})

const computed = ['provisioningState', 'createTime', 'version', 'factoryStatistics']

/** Without what the service itself says of a factory: a client that sends it back does not change it. */
export const withoutFactoryState = (properties: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !computed.includes(name)))
