import { type TSchema, Type } from 'typebox'
import type { JsonObject } from '../core/json.ts'
import {
  HeartbeatBody,
  HeartbeatReply,
  LeaveReply,
  RegisterBody,
  RegisterReply,
  RekeyBody,
  RekeyReply,
  VerifyBody,
  VerifyReply,
} from './schemas.ts'

/** What the gateway refuses has no `target`, and no `details`. */
const ErrorReply = Type.Object({
  error: Type.Object({
    code: Type.String({ description: 'One of those that docs/node-protocol.md lists, or of Resource Manager.' }),
    message: Type.String({ description: 'For a person: what is wrong, and what to do.' }),
    target: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    details: Type.Optional(Type.Null()),
  }),
})

const messages: Readonly<Record<string, TSchema>> = {
  RegisterBody,
  RegisterReply,
  HeartbeatBody,
  HeartbeatReply,
  RekeyBody,
  RekeyReply,
  LeaveReply,
  VerifyBody,
  VerifyReply,
  ErrorReply,
}

/** `docs/node-protocol.schema.json`, whole: every message of the protocol, by its name, as JSON Schema. */
export const protocolSchema = (): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Lazulite: what nodes say to the service, and what it answers',
  description:
    'Printed from src/nodes/schemas.ts by "npm run docs": change it there. docs/node-protocol.md explains it.',
  $defs: withoutOurs(messages),
})

/** Without what only messages of ours are made from. */
const withoutOurs = (value: object): JsonObject =>
  JSON.parse(JSON.stringify(value, (name, member) => (name === 'expects' ? undefined : member)))
