import type { Caller } from './caller.ts'
import type { Effects, RandomBytes } from './effects.ts'
import { CloudError } from './errors.ts'
import { type Factory, serviceEndpoint } from './factory.ts'
import { foldCase } from './letterCase.ts'
import { formatTimestamp } from './timestamps.ts'

/** The two interchangeable keys of a self-hosted integration runtime: rotate one while nodes use the other. */
export const authKeyNames = ['authKey1', 'authKey2'] as const
export type AuthKeyName = (typeof authKeyNames)[number]

/** Which of all keys that there ever were is meant. */
export interface AuthKeyId {
  readonly runtimeUid: string
  readonly name: AuthKeyName
  /** 1 for the key that the runtime was born with; one more each time it is regenerated. */
  readonly generation: number
}

/** A key as all know it who do not hold it: the secret itself is apart, and is kept for the current generation alone. */
export interface AuthKey extends AuthKeyId {
  /** A keyed hash of the secret, 32 hexadecimal digits: it tells whether two are the same, and nothing else. */
  readonly fingerprint: string
  readonly createTime: string
  /** Undefined for one of the world that the store was begun with. */
  readonly createdBy: KeyMaker | undefined
  /** When the next generation took its place; undefined for the current one. */
  readonly supersededTime: string | undefined
  /** How often somebody has shown it. */
  readonly uses: number
  readonly lastUsedTime: string | undefined
}

export type KeyMaker = Pick<Caller, 'name' | 'objectId'>

/** What an answer and an audit entry tell of a key. */
export type AuthKeyMark = AuthKeyId & Pick<AuthKey, 'fingerprint'>

interface NewAuthKey extends AuthKeyId {
  readonly secret: string
  readonly createdBy: KeyMaker | undefined
}

/** A key that nobody has used yet. */
export const newAuthKey = (
  { secret, ...others }: NewAuthKey,
  fingerprint: (purpose: 'authKey', ...parts: readonly string[]) => string,
  { now }: Pick<Effects, 'now'>,
): AuthKey => ({
  ...others,
  fingerprint: fingerprint('authKey', others.runtimeUid, secret),
  createTime: formatTimestamp(now()),
  supersededTime: undefined,
  uses: 0,
  lastUsedTime: undefined,
})

/**
 * The key that a caller names, without regard to letter case. Recorded: PowerShell sends `AuthKey1`.
 *
 * @throws CloudError `BadRequest` for any other text. Assumed: the real words are not known.
 */
export const parseAuthKeyName = (given: string): AuthKeyName => {
  const name = authKeyNames.find((known) => foldCase(known) === foldCase(given))
  if (!name)
    throw new CloudError('BadRequest', `keyName must be one of ${authKeyNames.join(', ')}, in any letter case.`)
  return name
}

/** No key is as long: a factory's name has 63 characters, a secret 44. */
export const mostKeyCharacters = 512

/** 32 fresh random bytes, in base64: 44 characters with the padding. Recorded. */
export const newAuthKeySecret = (randomBytes: RandomBytes): string => randomBytes(32).toString('base64')

/**
 * A whole key, as a node is given it: `IR@{uid}@{Factory}@ServiceEndpoint={endpoint}@{secret}`. The factory keeps its
 * letter case, the endpoint is in lower case. Recorded.
 *
 * @param uid the runtime's own GUID: the same in both keys, and the `taskQueueId` of its status.
 */
export const formatAuthKey = (factory: Factory, uid: string, secret: string): string =>
  `IR@${uid}@${factory.id.factoryName}@ServiceEndpoint=${serviceEndpoint(factory)}@${secret}`

/** The GUID of the runtime that a key names; undefined for a text that is no key. */
export const uidInAuthKey = (key: string): string | undefined => /^IR@([0-9a-f-]{36})@/i.exec(key)?.[1]

/** What would be secret of a text, if it is a key: what stands behind its last `@`. */
export const secretInAuthKey = (key: string): string => key.slice(key.lastIndexOf('@') + 1)
