import { Type } from 'typebox'
import { mostKeyCharacters } from '../core/authKey.ts'
import { nodeNameRule, nodeNameWords } from '../core/names.ts'
import { authKeyReference, heartbeatSeconds, maxConcurrentJobs, Now, strict, told, Version } from './schemaParts.ts'

export { HeartbeatBody, HeartbeatReply } from './heartbeatSchemas.ts'

const AuthKey = Type.String({
  minLength: 1,
  maxLength: mostKeyCharacters,
  description: 'A whole authentication key, as listAuthKeys shows it: IR@….',
})

export const RegisterBody = Type.Object(
  {
    authKey: AuthKey,
    nodeName: Type.String({
      pattern: nodeNameRule.pattern.source,
      minLength: nodeNameRule.minLength,
      maxLength: nodeNameRule.maxLength,
      expects: nodeNameWords,
    }),
    machineName: Type.String({
      pattern: '^[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+$',
      minLength: 1,
      maxLength: 255,
      expects: 'a text of 1 to 255 characters, none of them a control character or one that only directs others',
    }),
    version: Version,
    time: Now,
    maxConcurrentJobs,
    ...told,
  },
  strict,
)

export const RegisterReply = Type.Object(
  {
    nodeId: Type.String({ description: 'A UUID, new with each registration.' }),
    credential: Type.String({
      description: 'Secret, and shown this once: what to send as `Authorization: Node {credential}`.',
    }),
    nodeName: Type.String(),
    integrationRuntime: Type.Object({ name: Type.String(), factoryName: Type.String(), uid: Type.String() }, strict),
    authKey: Type.Object(authKeyReference, strict),
    heartbeatSeconds,
    expirySeconds: Type.Integer({ minimum: 1, description: 'After how many seconds of silence it is forgotten.' }),
  },
  strict,
)

export const RekeyBody = Type.Object({ authKey: AuthKey, time: Now }, strict)

export const RekeyReply = Type.Object({ authKey: Type.Object(authKeyReference, strict) }, strict)

export const LeaveReply = Type.Object({}, strict)

export const VerifyBody = Type.Object({ authKey: AuthKey }, strict)

export const VerifyReply = Type.Object(
  {
    isValid: Type.Boolean({ description: 'Whether a node could register with it now.' }),
    integrationRuntimeId: Type.Optional(Type.String()),
    keyName: Type.Optional(authKeyReference.name),
    generation: Type.Optional(authKeyReference.generation),
    createTime: Type.Optional(Type.String({ description: 'ISO 8601.' })),
    supersededTime: Type.Optional(Type.String({ description: 'ISO 8601; where it is no longer current.' })),
    supersededByGeneration: Type.Optional(Type.Integer({ minimum: 2 })),
  },
  { ...strict, description: 'isValid alone for a key that is none, or whose runtime the caller may not ask about.' },
)
