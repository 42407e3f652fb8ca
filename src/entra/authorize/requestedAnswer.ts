import { malformedRequest } from '../oauthError.ts'
import type { Parameters } from '../parameters.ts'
import type { TicketContents } from '../tickets/ticketContents.ts'
import { requestedConsent } from '../tokens/requestedConsent.ts'
import type { KnownRequest } from './knownRequest.ts'
import { readMaxAge } from './maxAge.ts'
import { type Prompt, readPrompt } from './prompt.ts'
import { refuseRequestObject } from './refuseRequestObject.ts'
import { requireChallenge } from './requireChallenge.ts'
import { requireResponseMode } from './responseMode.ts'
import { type ResponseType, requireResponseType } from './responseType.ts'

/** What an authorization request asks for, all of it looked at before anybody is asked for a password. */
export interface RequestedAnswer extends ResponseType, ReturnType<typeof requestedConsent> {
  readonly challenge: TicketContents['authorizationCode']['challenge']
  readonly prompt: Prompt | undefined
  /** As `readMaxAge` has it. */
  readonly maxAgeSeconds: number | undefined
}

/** @throws OAuthError for whatever the client is to be told. */
export const requestedAnswer = ({ parameters, version, client, target }: KnownRequest): RequestedAnswer => {
  refuseRequestObject(parameters)
  const responseType = requireResponseType(parameters, version, client)
  requireResponseMode(parameters)
  requireShortNonce(parameters)
  return {
    ...responseType,
    ...requestedConsent(parameters),
    challenge: responseType.hasCode ? requireChallenge(parameters, target) : undefined,
    prompt: readPrompt(parameters),
    maxAgeSeconds: readMaxAge(parameters),
  }
}

const maxNonceLength = 512

/** It is kept with the code. */
const requireShortNonce = ({ nonce = '' }: Parameters): void => {
  if (nonce.length > maxNonceLength) throw malformedRequest(`The nonce is longer than ${maxNonceLength} characters.`)
}
