import { type Static, type TObject, type TProperties, type TSchema, Type } from 'typebox'
import { builtInRoles, findBuiltInRole } from '../core/access/builtInRoles.ts'
import { isGuid } from '../core/guid.ts'
import { isIssuer } from '../core/issuer.ts'
import { isKnownLocation } from '../core/location.ts'
import { findProvider, providers } from '../core/provider.ts'
import { isRedirectUri } from '../core/redirectUri.ts'
import { parseId } from '../core/resourceId.ts'
import { rootScope } from '../core/scope.ts'
import { FactoryIdentity } from '../schemas/factory/factoryIdentity.ts'
import { ManagedProperties } from '../schemas/runtime/managedProperties.ts'
import { SelfHostedProperties } from '../schemas/runtime/selfHostedProperties.ts'
import { Tags } from '../schemas/tags.ts'
import { Variants } from '../schemas/variants.ts'
import { isCertificate } from './certificate.ts'

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
const scope = known(
  '/ or the id of a subscription, a resource group, a data factory or an integration runtime',
  (text) => text === rootScope || parseId(text),
)

const list = <Item extends TSchema>(item: Item) => Type.Optional(Type.Immutable(Type.Array(item)))

const tags = Type.Optional(Tags)

/** What a PUT takes, without the members that it would take and nobody knows. */
const strictly = <Members extends TProperties>({ properties }: TObject<Members>) => Type.Object(properties, strict)
const properties = Variants('type', [strictly(ManagedProperties), strictly(SelfHostedProperties)])
const identity = Type.Optional(strictly(FactoryIdentity))

const certificate = known(
  'a certificate in PEM, of an RSA key of at least 2048 bits, which begins with -----BEGIN CERTIFICATE-----',
  isCertificate,
)
const issuer = known('the https URL of an issuer, letter by letter as its tokens have it', isIssuer)
const redirectUri = known(
  'an absolute URL without a fragment: https, http on localhost, 127.0.0.1 or [::1], or a scheme with a dot in it',
  isRedirectUri,
)
const redirectUris = list(redirectUri)

const FederatedCredential = Type.Object({ issuer, subject: text('a text'), audience: Type.Optional(name) }, strict)
const Application = Type.Object(
  {
    clientId: guid,
    objectId: guid,
    displayName,
    secret: Type.Optional(secret),
    certificates: list(certificate),
    federatedCredentials: list(FederatedCredential),
    redirectUris: Type.Optional(
      Type.Object({ web: redirectUris, spa: redirectUris, publicClient: redirectUris }, strict),
    ),
    allowsImplicitFlow: Type.Optional(Type.Boolean({ expects: 'true or false' })),
    appRoles: list(name),
  },
  strict,
)
const User = Type.Object(
  { userPrincipalName: signInName, objectId: guid, displayName, password: Type.Optional(secret) },
  strict,
)
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

const IntegrationRuntime = Type.Object({ name, properties }, strict)
const Factory = Type.Object({ name, location, identity, tags, integrationRuntimes: list(IntegrationRuntime) }, strict)
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
export type WorldApplication = Static<typeof Application>
export type WorldUser = Static<typeof User>
export type WorldTenant = Static<typeof Tenant>
export type WorldSubscription = Static<typeof Subscription>
export type WorldResourceGroup = Static<typeof ResourceGroup>
export type WorldFactory = Static<typeof Factory>
