import { Type } from 'typebox'
import { authKeyNames } from '../core/authKey.ts'
import { softwareVersionPattern } from '../core/nodeSoftware.ts'

/** Members that nobody knows are refused: what a node says is either understood or not taken. */
export const strict = { additionalProperties: false }

export const largestCount = 2_147_483_647

/** Of these texts, each is a date to JavaScript; the 30th of February is one in March. */
const timePattern = '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z$'

/** A moment, by the node's own clock. */
export const time = (description: string) =>
  Type.Refine(
    Type.String({
      pattern: timePattern,
      expects: 'a time in UTC such as 2026-01-31T23:59:59Z, on a day that there is',
      description,
    }),
    isOnADay,
  )

const isOnADay = (text: string): boolean => {
  const time = new Date(text)
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 10) === text.slice(0, 10)
}

export const Now = time('What its clock says. ISO 8601, in UTC.')

export const Version = Type.String({
  pattern: softwareVersionPattern.source,
  expects: 'a version such as 5.20.8244.2',
})

const Connection = Type.Object(
  {
    hostServiceUri: Type.String({ pattern: '^https://[^\\s]+$', maxLength: 2048, expects: 'an address with https' }),
    publicKey: Type.String({ minLength: 1, maxLength: 8192 }),
    identityCertThumbprint: Type.String({ pattern: '^[0-9A-Fa-f]{40}$', expects: '40 hexadecimal digits' }),
    identityCertExpiry: time('Until when its certificate holds.'),
  },
  { ...strict, description: 'What a client needs to speak to the node; left out by one that nobody can reach.' },
)

/** What a node may say of itself and its machine when it registers, and again whenever it changes. */
export const told = {
  ipAddress: Type.Optional(
    Type.String({
      pattern: '^[0-9A-Fa-f:.]{2,45}$',
      expects: 'an IP address',
      description: 'Where it is in its network.',
    }),
  ),
  localTimeZoneOffset: Type.Optional(
    Type.String({
      pattern: '^-?PT(?=\\d)(\\d{1,2}H)?(\\d{1,2}M)?(0S)?$',
      expects: 'an ISO 8601 duration such as PT8H, -PT3H30M or PT0S',
      description: 'How far its clock is ahead of UTC.',
    }),
  ),
  capabilities: Type.Optional(
    Type.Record(Type.String({ pattern: '^[A-Za-z]{1,64}$' }), Type.Enum(['True', 'False']), {
      ...strict,
      maxProperties: 32,
      description:
        'As in a status of the runtime. The server itself says connectedToResourceManager and credentialInSync.',
    }),
  ),
  connection: Type.Optional(Connection),
  lastStartTime: Type.Optional(time('When its software was last started.')),
  lastStopTime: Type.Optional(time('When its software was last stopped.')),
}

export const maxConcurrentJobs = Type.Integer({
  minimum: 1,
  maximum: largestCount,
  description: 'What its machine can take.',
})

export const authKeyReference = {
  name: Type.Enum([...authKeyNames]),
  generation: Type.Integer({ minimum: 1, description: '1 for the key that the runtime was born with.' }),
}

export const heartbeatSeconds = Type.Integer({
  minimum: 1,
  description: 'After how many seconds to send the next heartbeat.',
})
