import { Type } from 'typebox'
import { authKeyNames } from '../../core/authKey.ts'
import { nodeStatuses } from '../../core/node.ts'

const strict = { additionalProperties: false }
const time = (description?: string) =>
  Type.String({ description: description ? `${description} ISO 8601.` : 'ISO 8601.' })
const generation = Type.Integer({
  minimum: 1,
  description: '1 for the key that the runtime was born with; one more each time it is regenerated.',
})
const keyName = Type.Enum([...authKeyNames])
const fingerprint = Type.String({
  description: 'A keyed hash of the key: the same text stands in the audit. Nothing can be found out by it.',
})
const uses = Type.Integer({
  minimum: 0,
  description: 'How often somebody has shown it: to register, to rekey, to have it verified.',
})
const lastUsedTime = Type.Optional(time('When somebody last showed it; absent where nobody has.'))

/** Of each name. Those before them are seldom asked for, and there may be thousands. */
export const mostSuperseded = 10

const node = {
  nodeName: Type.String(),
  status: Type.Enum([...nodeStatuses]),
  lastConnectTime: time('When it was last heard of.'),
  expiryTime: time('When it is forgotten, unless it is heard of before.'),
}

export const KeyReply = Type.Object(
  {
    keyName,
    generation,
    fingerprint,
    createTime: time(),
    createdBy: Type.Optional(
      Type.Object(
        { objectId: Type.String(), name: Type.String() },
        { ...strict, description: 'Absent for a key of the world that the server began with.' },
      ),
    ),
    ageSeconds: Type.Integer({ minimum: 0 }),
    lastUsedTime,
    uses,
    nodes: Type.Array(Type.Object(node, strict), {
      description: 'Those that have registered with it or last rekeyed with it, offline ones too.',
    }),
    safeToRegenerate: Type.Boolean({ description: 'Whether no node depends on it.' }),
    reasons: Type.Array(Type.String(), { minItems: 1, description: 'Why it is, or why it is not.' }),
  },
  strict,
)

export const NodeWithoutKeyReply = Type.Object(
  {
    ...node,
    keyName,
    generation: Type.Integer({ minimum: 1, description: 'Of the key that it has shown last.' }),
    supersededTime: Type.Optional(time('When that key was regenerated.')),
    meaning: Type.String({ description: 'What that means for the node.' }),
  },
  strict,
)

export const SupersededKeyReply = Type.Object(
  {
    keyName,
    generation,
    fingerprint,
    createTime: time(),
    supersededTime: time('When it was regenerated.'),
    lastUsedTime: Type.Optional(
      time(
        'When somebody last showed it; absent where nobody has. After its end it is refused, and counted all the same.',
      ),
    ),
    uses,
  },
  strict,
)

export const AuthKeyUsageReply = Type.Object(
  {
    keys: Type.Array(KeyReply, { minItems: 2, maxItems: 2, description: 'authKey1, and then authKey2.' }),
    nodesWithoutCurrentKey: Type.Array(NodeWithoutKeyReply, {
      description: 'Those whose key was regenerated since: they depend on neither of the two.',
    }),
    supersededKeys: Type.Array(SupersededKeyReply, {
      maxItems: authKeyNames.length * mostSuperseded,
      description: `The newest ${mostSuperseded} of each name that have ended: those of authKey1 first, the newest first.`,
    }),
  },
  strict,
)
