import { type Static, Type } from 'typebox'
import { isRegistered, type Provider } from '../../core/provider.ts'
import { formatSubscriptionId } from '../../core/resourceId.ts'

export const ProviderReply = Type.Object(
  {
    id: Type.String(),
    namespace: Type.String(),
    registrationState: Type.Enum(['Registered', 'NotRegistered']),
    registrationPolicy: Type.Enum(['RegistrationFree', 'RegistrationRequired']),
    resourceTypes: Type.Array(
      Type.Object(
        {
          resourceType: Type.String(),
          locations: Type.Array(Type.String()),
          apiVersions: Type.Array(Type.String()),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

/**
 * A provider as a subscription sees it.
 *
 * @param registered the namespaces that the subscription has registered on request.
 */
export const toProviderReply = (
  provider: Provider,
  subscriptionId: string,
  registered: readonly string[],
): Static<typeof ProviderReply> => {
  const { namespace, registration, resourceTypes } = provider
  return {
    id: `${formatSubscriptionId(subscriptionId)}/providers/${namespace}`,
    namespace,
    registrationState: isRegistered(provider, registered) ? 'Registered' : 'NotRegistered',
    registrationPolicy: registration === 'always' ? 'RegistrationFree' : 'RegistrationRequired',
    resourceTypes: resourceTypes.map(({ resourceType, locations, apiVersions }) => ({
      resourceType,
      locations: [...locations],
      apiVersions: [...apiVersions],
    })),
  }
}
