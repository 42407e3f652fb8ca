import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { Gate } from '../arm/gate.ts'
import type { Attempts } from '../core/attempts/attempts.ts'
import type { BoundedMemory } from '../core/boundedMemory.ts'
import type { DeedQuota } from './deedQuota.ts'
import type { Pending } from './pending.ts'

/** What an endpoint may use. */
export interface NodeParts extends Gate {
  readonly attempts: Attempts
  /** When the audit was last told of a secret that does not open, in milliseconds since 1970. */
  readonly toldBroken: BoundedMemory<number>
  readonly pending: Pending
  readonly takeDeed: DeedQuota
}

/** Who asks, and how to tell it more than the answer itself does. */
export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export interface Asked<Body> extends Exchange {
  /** Checked against the schema of the endpoint; neither coerced nor completed. */
  readonly body: Body
}

/** One endpoint, whole. */
export interface Described<Body extends TSchema> {
  readonly path: string
  /** Null for an endpoint that looks at no body. */
  readonly body: Body | null
  /** @throws CloudError for whatever the caller can do something about. */
  answer(asked: Asked<Static<Body>>, parts: NodeParts): Promise<object>
}

/** Checks an endpoint's types while keeping them; does nothing at run time. */
export const endpoint = <Body extends TSchema>(value: Described<Body>): Described<Body> => value

/** Any of them, as the list of all has them. */
export type NodeEndpoint = Described<TSchema>
