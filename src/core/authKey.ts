import { createHash, timingSafeEqual } from 'node:crypto'
import type { RandomBytes } from './effects.ts'
import { CloudError } from './errors.ts'
import { type Factory, serviceEndpoint } from './factory.ts'
import { foldCase } from './letterCase.ts'

/** The two interchangeable keys of a self-hosted integration runtime: rotate one while nodes use the other. */
export const authKeyNames = ['authKey1', 'authKey2'] as const
export type AuthKeyName = (typeof authKeyNames)[number]

/** What is secret of the two keys: base64 of 32 random bytes each. All else of a key is known from its runtime. */
export type AuthKeySecrets = Readonly<Record<AuthKeyName, string>>

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

interface KeyHolder {
  readonly factory: Factory
  readonly uid: string
  readonly secrets: AuthKeySecrets
}

/** Whether a text is one of a runtime's two keys. Takes as long for a near miss as for any other. */
export const isAuthKey = (given: string, { factory, uid, secrets }: KeyHolder): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  const matches = authKeyNames.map((name) =>
    timingSafeEqual(digest(given), digest(formatAuthKey(factory, uid, secrets[name]))),
  )
  return matches.includes(true)
}
