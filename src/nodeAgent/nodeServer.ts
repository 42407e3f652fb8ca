import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { JsonObject } from '../core/json.ts'
import { NoAnswer } from './noAnswer.ts'
import { post } from './post.ts'
import type { Message, Place } from './send.ts'

// What the agent needs of each answer; a newer server may say more.

const AuthKey = { name: Type.String(), generation: Type.Integer() }
const seconds = Type.Integer({ minimum: 1, maximum: 86_400 })

const Registration = Type.Object({
  nodeId: Type.String(),
  credential: Type.String({ pattern: '^[\\x21-\\x7e]{1,1024}$' }),
  nodeName: Type.String(),
  integrationRuntime: Type.Object({ name: Type.String(), factoryName: Type.String(), uid: Type.String() }),
  authKey: Type.Object(AuthKey),
})

/** A node as the server has taken it in. */
export type Registration = Readonly<Static<typeof Registration>>

const HeartbeatReply = Type.Object({
  heartbeatSeconds: seconds,
  concurrentJobsLimit: Type.Integer(),
  credentialsVersion: Type.Integer(),
  authKey: Type.Object({ ...AuthKey, isCurrent: Type.Boolean(), supersededTime: Type.Optional(Type.String()) }),
  upgrade: Type.Optional(Type.Object({ version: Type.String(), askedTime: Type.String() })),
})

/** What the server tells and asks a node, each time that it is heard of. */
export type HeartbeatReply = Readonly<Static<typeof HeartbeatReply>>

const Rekeyed = Type.Object({ authKey: Type.Object(AuthKey) })

/** The server, as a node knows it. Each call throws what `post` throws, and `NoAnswer` for an answer that makes no sense. */
export interface NodeServer {
  register(body: JsonObject, signal: AbortSignal): Promise<Registration>
  heartbeat(credential: string, body: JsonObject, signal: AbortSignal): Promise<HeartbeatReply>
  rekey(credential: string, body: JsonObject): Promise<Static<typeof Rekeyed>>
  leave(credential: string): Promise<void>
}

/** @param locate says before each call where the server is; it may have moved. */
export const nodeServer = (locate: () => Promise<Place>): NodeServer => {
  const call = async <Schema extends TSchema>(schema: Schema, message: Message): Promise<Static<Schema>> => {
    const place = await locate()
    const reply: unknown = await post(place, { ...message, path: `/nodes/v1/${message.path}` })
    if (Value.Check(schema, reply)) return reply
    throw new NoAnswer(`${place.url} does not answer as a server of this version does`)
  }
  return {
    register: (body, signal) => call(Registration, { path: 'register', body, signal }),
    heartbeat: (credential, body, signal) => call(HeartbeatReply, { path: 'heartbeat', credential, body, signal }),
    rekey: (credential, body) => call(Rekeyed, { path: 'rekey', credential, body }),
    leave: async (credential) => void (await call(Type.Object({}), { path: 'leave', credential, body: {} })),
  }
}
