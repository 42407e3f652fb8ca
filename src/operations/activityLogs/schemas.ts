import { type Static, Type } from 'typebox'

const strict = { additionalProperties: false }

/** A word, and how a person reads it: here always in English. */
const Localizable = Type.Object({ value: Type.String(), localizedValue: Type.String() }, strict)

/**
 * An event of the Activity Log, in the order of Microsoft's document; with a `$select`, those of its members that were
 * asked for. What is not known of an entry is left out.
 */
export const EventDataReply = Type.Partial(
  Type.Object(
    {
      authorization: Type.Object({ action: Type.String(), scope: Type.String() }, strict),
      caller: Type.String({ description: "A user's sign-in name, an application's id, the name of a node." }),
      claims: Type.Record(Type.String(), Type.String(), { description: 'Of the token, those that tell whose it was.' }),
      correlationId: Type.String(),
      description: Type.String(),
      eventDataId: Type.String({ description: 'Unique among all events.' }),
      eventName: Localizable,
      category: Localizable,
      httpRequest: Type.Object(
        {
          clientRequestId: Type.Optional(Type.String()),
          clientIpAddress: Type.Optional(Type.String()),
          method: Type.String(),
        },
        strict,
      ),
      id: Type.String(),
      level: Type.Union([Type.Literal('Informational'), Type.Literal('Error')]),
      resourceGroupName: Type.String({ description: 'Empty where it is about no resource group.' }),
      resourceProviderName: Localizable,
      resourceId: Type.String(),
      resourceType: Localizable,
      operationId: Type.String(),
      operationName: Localizable,
      properties: Type.Record(Type.String(), Type.String(), {
        description:
          'What became of it; of each key that was made or shown, which generation that was, and its fingerprint.',
      }),
      status: Localizable,
      subStatus: Localizable,
      eventTimestamp: Type.String(),
      submissionTimestamp: Type.String(),
      subscriptionId: Type.String(),
      tenantId: Type.String(),
    },
    strict,
  ),
)

export type EventData = Static<typeof EventDataReply>
