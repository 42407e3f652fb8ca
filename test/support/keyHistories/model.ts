import { type AuthKeyName, authKeyNames } from '../../../src/core/authKey.ts'

/** The rules that a history is played by: short enough for every limit to be met. */
export const rules = { maxNodes: 3, expiryMs: 600_000, oldestVersion: '5.17.8189.1' } as const
const longestSilenceMs = 30_000

export interface ModelKey {
  readonly generation: number
  readonly createdMs: number
  readonly createdBy: string
  readonly uses: number
  readonly lastUsedMs: number | undefined
  /** Uses that are told and may not have been kept yet. */
  readonly pendingUses: number
}

/** A key that has ended. */
export interface FormerKey extends ModelKey {
  readonly supersededMs: number
}

export interface ModelNode {
  readonly name: string
  readonly credential: string
  readonly keyName: AuthKeyName
  readonly generation: number
  readonly registeredMs: number
  readonly heardMs: number
  /** Whether it has told its figures. */
  readonly hasTold: boolean
  readonly status: string
}

/** What must be there after a history, and how it came to be: nothing in it is asked of the service. */
export interface Model {
  /** Of the runtime that the history is about. */
  readonly url: string
  nowMs: number
  keys: Record<AuthKeyName, ModelKey>
  /** Whole keys, by name and generation. */
  readonly texts: Map<string, string>
  /** By name and generation. */
  readonly former: Map<string, FormerKey>
  /** By name in lower case; those that have expired stay until somebody registers. */
  readonly nodes: Map<string, ModelNode>
  /** Credentials of nodes that are gone. */
  readonly gone: string[]
  /** Fingerprints by name and generation, as they were first seen. */
  readonly fingerprints: Map<string, string>
}

type KeyId = Pick<ModelNode, 'generation' | 'keyName'>

export const generationId = (name: AuthKeyName, generation: number): string => `${name} ${generation}`

export const newKey = (createdMs: number, createdBy: string, generation = 1): ModelKey => ({
  generation,
  createdMs,
  createdBy,
  uses: 0,
  lastUsedMs: undefined,
  pendingUses: 0,
})

export const isLive = (model: Model, { heardMs }: ModelNode): boolean => heardMs + rules.expiryMs > model.nowMs

/** Nobody has used what it is known by: whoever registered it may not have heard the answer. */
export const isUnheard = ({ hasTold, heardMs, registeredMs }: ModelNode): boolean =>
  !hasTold && heardMs === registeredMs

export const liveNodes = (model: Model): readonly ModelNode[] =>
  [...model.nodes]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, node]) => node)
    .filter((node) => isLive(model, node))

export const isCurrent = (model: Model, { keyName, generation }: KeyId): boolean =>
  model.keys[keyName].generation === generation

/** The nodes that depend on the current key of that name. */
export const dependentNodes = (model: Model, name: AuthKeyName): readonly ModelNode[] =>
  liveNodes(model).filter((node) => node.keyName === name && isCurrent(model, node))

/** What is known of a node, by its service or by anybody who asks. */
export const shownNode = (model: Model, { name, heardMs, status }: ModelNode) => ({
  nodeName: name,
  status: model.nowMs - heardMs > longestSilenceMs ? 'Offline' : status,
  lastConnectTime: timeOf(heardMs),
  expiryTime: timeOf(heardMs + rules.expiryMs),
})

/** As Azure writes an instant. */
export const timeOf = (ms: number): string =>
  new Date(ms).toISOString().replace(/\.(\d*?)0*Z$/, (_, digits: string) => (digits ? `.${digits}Z` : 'Z'))

export const use = (model: Model, name: AuthKeyName): void => {
  const key = model.keys[name]
  model.keys[name] = { ...key, uses: key.uses + 1, lastUsedMs: model.nowMs }
}

/** A use that nothing has come of: of whatever generation, kept a while later. */
export const useInVain = (model: Model, { keyName, generation }: KeyId): void => {
  const used = <Key extends ModelKey>(key: Key): Key => ({
    ...key,
    pendingUses: key.pendingUses + 1,
    lastUsedMs: model.nowMs,
  })
  const id = generationId(keyName, generation)
  const former = model.former.get(id)
  if (former) model.former.set(id, used(former))
  else model.keys[keyName] = used(model.keys[keyName])
}

/** Has the next generation take the place of a key. */
export const supersede = (model: Model, name: AuthKeyName, by: string): void => {
  const key = model.keys[name]
  model.former.set(generationId(name, key.generation), { ...key, supersededMs: model.nowMs })
  model.keys[name] = newKey(model.nowMs, by, key.generation + 1)
}

/** Keeps all uses that were pending. */
export const keepUses = (model: Model): void => {
  const kept = <Key extends ModelKey>({ pendingUses, ...key }: Key) => ({
    ...key,
    uses: key.uses + pendingUses,
    pendingUses: 0,
  })
  for (const name of authKeyNames) model.keys[name] = kept(model.keys[name])
  for (const [id, key] of model.former) model.former.set(id, kept(key))
}

/** The newest so many that have ended of that name, the newest first. */
export const formerKeys = (model: Model, name: AuthKeyName, most: number): readonly FormerKey[] =>
  [...model.former]
    .filter(([id, { generation }]) => id === generationId(name, generation))
    .map(([, key]) => key)
    .toSorted((one, other) => other.generation - one.generation)
    .slice(0, most)

/** Takes a node away: nobody knows it from then on. */
export const forget = (model: Model, lowerName: string): void => {
  const node = model.nodes.get(lowerName)
  if (!node) return
  model.nodes.delete(lowerName)
  model.gone.push(node.credential)
}
