import { isDeepStrictEqual } from 'node:util'
import { type Static, type TSchema, Type } from 'typebox'
import { isGuid } from '../core/guid.ts'
import { isKnownLocation } from '../core/location.ts'
import { builtInRoles, findBuiltInRole } from '../core/permissions.ts'
import { findProvider, providers } from '../core/provider.ts'
import { runtimeTypes } from '../core/runtime.ts'

const strict = { additionalProperties: false }

const text = (expects: string) => Type.String({ minLength: 1, maxLength: 256, expects })
const displayName = text('a text of 1 to 256 characters')
const name = text('a text')
const secret = Type.String({
  minLength: 8,
  maxLength: 256,
  expects: 'a text of 8 to 256 characters, quoted if it looks like a number',
})

/** The documentation's own sample has a subscription whose id is one digit short. */
const subscriptionId = Type.String({
  pattern: '^[\\da-fA-F]{8}(-[\\da-fA-F]{4}){3}-[\\da-fA-F]{11,12}$',
  expects: 'a GUID',
})

const known = (expects: string, isKnown: (text: string) => unknown) =>
  Type.Refine(Type.String({ expects }), (text) => Boolean(isKnown(text)))

const guid = known('a GUID', isGuid)
const location = known('a region of Azure, such as eastus', isKnownLocation)
const role = known(`one of ${builtInRoles.map(({ name }) => name).join(', ')}, or the GUID of one`, findBuiltInRole)
const namespace = known(`one of ${providers.map((provider) => provider.namespace).join(', ')}`, findProvider)
const domain = known('a domain name with a dot in it', (text) => /^[a-z\d-]+(\.[a-z\d-]+)+$/i.test(text))
const signInName = known('a sign-in name such as ann@example.com', (text) => /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(text))
const scope = known('/ or a resource id such as /subscriptions/…/resourceGroups/…', (text) =>
  /^(\/|\/subscriptions\/[^/]+(\/resourceGroups\/[^/]+(\/providers\/[^/]+(\/[^/]+\/[^/]+)+)?)?)$/i.test(text),
)

const list = <Item extends TSchema>(item: Item) => Type.Optional(Type.Immutable(Type.Array(item)))

/** Documented limits. */
const tags = Type.Optional(
  Type.Record(Type.String({ maxLength: 512 }), Type.String({ maxLength: 256 }), {
    maxProperties: 50,
    expects: 'at most 50 names of at most 512 characters, each with a text of at most 256',
  }),
)

/** YAML has numbers that JSON has not, such as `.inf`. */
const isJson = (value: unknown): boolean => isDeepStrictEqual(value, JSON.parse(JSON.stringify(value)))
const expects = 'a set of named members, all of them JSON'
const json = Type.Refine(Type.Object({}, { expects }), isJson)

/** Three sections are of the kind that a PUT demands of them. */
const section = Type.Optional(
  Type.Union([Type.Object({}), Type.Null()], { expects: 'a set of named members, or null' }),
)
const typeProperties = Type.Refine(
  Type.Object({ linkedInfo: section, computeProperties: section, ssisProperties: section }, { expects }),
  isJson,
)

const Application = Type.Object({ clientId: guid, objectId: guid, displayName, secret: Type.Optional(secret) }, strict)
const User = Type.Object({ userPrincipalName: signInName, objectId: guid, displayName, password: secret }, strict)
const ManagedIdentity = Type.Object({ clientId: guid, objectId: guid, displayName }, strict)
const RoleAssignment = Type.Object({ principalId: guid, role, scope }, strict)

const Tenant = Type.Object(
  {
    id: guid,
    displayName,
    defaultDomain: domain,
    applications: list(Application),
    users: list(User),
    managedIdentities: list(ManagedIdentity),
    roleAssignments: list(RoleAssignment),
  },
  strict,
)

const IntegrationRuntime = Type.Object(
  {
    name,
    properties: Type.Object(
      {
        type: Type.Enum(runtimeTypes),
        description: Type.Optional(Type.String()),
        managedVirtualNetwork: Type.Optional(json),
        typeProperties: Type.Optional(typeProperties),
      },
      strict,
    ),
  },
  strict,
)

const Factory = Type.Object({ name, location, tags, integrationRuntimes: list(IntegrationRuntime) }, strict)
const ResourceGroup = Type.Object({ name, location, tags, factories: list(Factory) }, strict)

const Subscription = Type.Object(
  {
    id: subscriptionId,
    displayName,
    tenantId: guid,
    registeredProviders: list(namespace),
    resourceGroups: list(ResourceGroup),
  },
  strict,
)

/** What a fresh data folder begins with, as a world file has it. What is not written here is a fault. */
export const WorldSchema = Type.Object(
  {
    tenants: Type.Immutable(Type.Array(Tenant, { minItems: 1, expects: 'a list of at least one tenant' })),
    subscriptions: list(Subscription),
  },
  { ...strict, expects: 'a set of named members: tenants, and perhaps subscriptions' },
)

export type World = Readonly<Static<typeof WorldSchema>>
export type WorldTenant = Static<typeof Tenant>
export type WorldSubscription = Static<typeof Subscription>
export type WorldResourceGroup = Static<typeof ResourceGroup>
export type WorldFactory = Static<typeof Factory>
