import { errorCodes } from '../core/errorCodes.ts'
import { isJsonObject, type JsonObject } from '../core/json.ts'
import { FactoryBody, FactoryIdentityReply, FactoryReply, FactoryUpdateBody } from '../operations/factories/schemas.ts'
import { NodeReply } from '../operations/integrationRuntimeNodes/schemas.ts'
import {
  AuthKeysReply,
  RuntimeBody,
  RuntimePropertiesReply,
  RuntimeReply,
} from '../operations/integrationRuntimes/schemas.ts'
import { ProviderReply } from '../operations/providers/schemas.ts'
import { ResourceGroupReply } from '../operations/resourceGroups/schemas.ts'
import { RoleAssignmentBody, RoleAssignmentReply } from '../operations/roleAssignments/schemas.ts'
import { PermissionReply, RoleDefinitionBody, RoleDefinitionReply } from '../operations/roleDefinitions/schemas.ts'
import { StatusReply } from '../operations/runtimeStatus.ts'
import { LocationReply, SubscriptionReply } from '../operations/subscriptions/schemas.ts'
import { FactoryIdentity } from '../schemas/factory/factoryIdentity.ts'
import { RepoConfiguration } from '../schemas/factory/repoConfiguration.ts'
import { RuntimeProperties } from '../schemas/runtime/runtimeProperties.ts'
import { Secret } from '../schemas/secret.ts'
import { Tags } from '../schemas/tags.ts'

/** Schemas with a name of their own in the document, which others refer to. */
const named = {
  AuthKeys: AuthKeysReply,
  Factory: FactoryReply,
  FactoryIdentity: FactoryIdentityReply,
  FactoryIdentityRequest: FactoryIdentity,
  FactoryRequest: FactoryBody,
  FactoryUpdate: FactoryUpdateBody,
  IntegrationRuntime: RuntimeReply,
  IntegrationRuntimeProperties: RuntimePropertiesReply,
  IntegrationRuntimePropertiesRequest: RuntimeProperties,
  IntegrationRuntimeRequest: RuntimeBody,
  IntegrationRuntimeStatus: StatusReply,
  Location: LocationReply,
  Node: NodeReply,
  Permission: PermissionReply,
  Provider: ProviderReply,
  RepoConfiguration,
  ResourceGroup: ResourceGroupReply,
  RoleAssignment: RoleAssignmentReply,
  RoleAssignmentRequest: RoleAssignmentBody,
  RoleDefinition: RoleDefinitionReply,
  RoleDefinitionRequest: RoleDefinitionBody,
  Secret,
  Subscription: SubscriptionReply,
  Tags,
} as const

const Refusal = {
  type: 'object',
  required: ['error'],
  properties: { error: { $ref: '#/components/schemas/RefusalBody' } },
}

/** The provider always writes `target` and `details`, null where there is nothing to say; the gateway seldom does. */
const RefusalBody = {
  type: 'object',
  required: ['code', 'message'],
  properties: {
    code: { type: 'string', enum: errorCodes },
    message: { type: 'string' },
    target: { type: ['string', 'null'] },
    details: { type: ['array', 'null'], items: { $ref: '#/components/schemas/RefusalBody' } },
  },
}

/** A schema of the program as the document has it: with references to those that have a name of their own. */
export const schemaObject = (schema: object): JsonObject => refer(plain(schema)) as JsonObject

/** All schemas that others refer to. */
export const schemaObjects = (): JsonObject => ({
  ...Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, within(plain(schema))])),
  Refusal,
  RefusalBody,
})

/** What our own messages know of a schema. A discriminator counts in a document only between schemas that have names. */
const ours = ['discriminator', 'expects']

/** Without what TypeBox and we know of a schema. */
const plain = (schema: object): unknown =>
  JSON.parse(JSON.stringify(schema, (name, value: unknown) => (ours.includes(name) ? undefined : value)))

const names = new Map(Object.entries(named).map(([name, schema]) => [JSON.stringify(plain(schema)), name]))

const refer = (value: unknown): unknown => {
  const name = names.get(JSON.stringify(value))
  return name === undefined ? within(value) : { $ref: `#/components/schemas/${name}` }
}

const within = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(refer)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, refer(member)]))
}
