import type { AuthKey } from './authKey.ts'
import type { NodeRules } from './nodeRules.ts'
import type { SeenNode } from './seenNode.ts'

/** What hangs on a key. */
export interface AuthKeyUsage {
  /** Those that depend on it. */
  readonly nodes: readonly SeenNode[]
  readonly safeToRegenerate: boolean
  /** For a person to read: one for each node, or why there is none to fear for. */
  readonly reasons: readonly string[]
}

type Rules = Pick<NodeRules, 'followKeys'>

/**
 * Whether a node depends on a key: it has registered with this generation of it, or last rekeyed with it. Whether it is
 * online does not matter: one that is silent may come back.
 */
export const dependsOn = ({ key: shown }: Pick<SeenNode, 'key'>, { name, generation }: AuthKey): boolean =>
  shown.name === name && shown.generation === generation

/**
 * Whether a key can be regenerated without a thought of any node. Who has it and is no node, such as a program that has it
 * verified, does not count: its uses tell of that.
 *
 * @param nodes all of its runtime that have not expired.
 */
export const authKeyUsage = (key: AuthKey, nodes: readonly SeenNode[], rules: Rules): AuthKeyUsage => {
  const dependent = nodes.filter((node) => dependsOn(node, key))
  const safeToRegenerate = dependent.length === 0
  const reasons = safeToRegenerate ? [nobodyDepends] : dependent.map((node) => whyItCounts(node, rules))
  return { nodes: dependent, safeToRegenerate, reasons }
}

const nobodyDepends = 'No node depends on it: of those that have not expired, none has shown it last.'

/** Why a node that depends on a key is one to think of before that is regenerated. */
export const whyItCounts = ({ name, properties }: SeenNode, { followKeys }: Rules): string => {
  const { status, lastConnectTime, expiryTime } = properties
  const state =
    status === 'Offline'
      ? `is Offline since ${lastConnectTime}. It may come back until it expires at ${expiryTime}`
      : `is ${status}, last heard of at ${lastConnectTime}`
  const then = followKeys
    ? 'Once the key is regenerated, it is refused until it rekeys.'
    : 'Once the key is regenerated, it works on by its own credential, but cannot register again with the key that it has.'
  return `The node '${name}' has shown it last, and ${state}. ${then}`
}

/** What it means for a node that the key that it has shown last is superseded: no rotation can do anything to it any more. */
export const lifeWithoutKey = ({ followKeys }: Rules): string =>
  followKeys
    ? 'It is refused until it rekeys with a current key, and depends on neither of these.'
    : 'It works on by its own credential, and depends on neither current key. To register again it needs one of them.'
