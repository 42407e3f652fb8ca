import type { TicketContents } from '../tickets/ticketContents.ts'
import { requestedConsent } from '../tokens/requestedConsent.ts'
import type { Asking } from './asking.ts'
import { type Prompt, readPrompt } from './prompt.ts'
import { requireChallenge } from './requireChallenge.ts'
import { requireResponseMode } from './responseMode.ts'
import { type ResponseType, requireResponseType } from './responseType.ts'

/** What an authorization request asks for, all of it looked at before anybody is asked for a password. */
export interface Demand extends ResponseType, ReturnType<typeof requestedConsent> {
  readonly challenge: TicketContents['authorizationCode']['challenge']
  readonly prompt: Prompt | undefined
}

/** @throws OAuthError for whatever the client is to be told. */
export const readDemand = ({ parameters, version, client, target }: Asking): Demand => {
  const responseType = requireResponseType(parameters, version, client)
  requireResponseMode(parameters)
  return {
    ...responseType,
    ...requestedConsent(parameters),
    challenge: responseType.hasCode ? requireChallenge(parameters, target) : undefined,
    prompt: readPrompt(parameters),
  }
}
