import assert from 'node:assert/strict'
import { authKeyNames } from '../../../src/core/authKey.ts'
import { usageOf } from '../keyUsage.ts'
import {
  dependentNodes,
  formerKeys,
  generationId,
  isCurrent,
  liveNodes,
  type Model,
  type ModelKey,
  shownNode,
  timeOf,
} from './model.ts'
import type { Real } from './real.ts'

/** That what the service tells of the use of keys is what the model has. */
export const expectUsage = async (model: Model, { azure, followKeys }: Real): Promise<void> => {
  const { keys, nodesWithoutCurrentKey, supersededKeys } = await usageOf(azure, model.url)

  for (const [index, name] of authKeyNames.entries()) {
    const { generation, createdMs, createdBy } = model.keys[name]
    const nodes = dependentNodes(model, name)
    const { fingerprint, reasons, createdBy: maker, uses: told, lastUsedTime, ...key } = keys[index]
    assert.deepEqual(key, {
      keyName: name,
      generation,
      createTime: timeOf(createdMs),
      ageSeconds: Math.floor((model.nowMs - createdMs) / 1000),
      nodes: nodes.map((node) => shownNode(model, node)),
      safeToRegenerate: nodes.length === 0,
    })
    assert.equal(maker.objectId, createdBy)
    expectUses(model.keys[name], { uses: told, lastUsedTime })
    expectFingerprint(model, generationId(name, generation), fingerprint)
    assert.equal(reasons.length, Math.max(1, nodes.length))
    for (const [place, node] of nodes.entries()) expectReason(reasons[place], shownNode(model, node), followKeys)
  }
  expectFormer(model, supersededKeys)
  assert.deepEqual(
    nodesWithoutCurrentKey.map(({ meaning, ...node }: { meaning: string }) => node),
    liveNodes(model)
      .filter((node) => !isCurrent(model, node))
      .map((node) => ({
        ...shownNode(model, node),
        keyName: node.keyName,
        generation: node.generation,
        supersededTime: timeOf(model.former.get(generationId(node.keyName, node.generation))?.supersededMs ?? 0),
      })),
  )
  for (const { meaning } of nodesWithoutCurrentKey) assert.equal(/^It is refused/.test(meaning), followKeys)
}

/** What is told of those that have ended. */
const expectFormer = (model: Model, told: readonly (Told & { readonly fingerprint: string })[]): void => {
  const ended = authKeyNames.flatMap((keyName) => formerKeys(model, keyName, 10).map((key) => ({ keyName, ...key })))
  assert.deepEqual(
    told.map(({ fingerprint, uses, lastUsedTime, ...key }) => key),
    ended.map(({ keyName, generation, createdMs, supersededMs }) => ({
      keyName,
      generation,
      createTime: timeOf(createdMs),
      supersededTime: timeOf(supersededMs),
    })),
  )
  for (const [place, key] of ended.entries()) {
    const shown = told[place] ?? assert.fail()
    expectUses(key, shown)
    expectFingerprint(model, generationId(key.keyName, key.generation), shown.fingerprint)
  }
}

interface Told {
  readonly uses: number
  readonly lastUsedTime?: string
}

const expectUses = ({ uses, pendingUses, lastUsedMs }: ModelKey, told: Told): void => {
  assert.ok(told.uses >= uses && told.uses <= uses + pendingUses, `${told.uses} uses, not ${uses} and ${pendingUses}`)
  if (pendingUses > 0) return
  assert.equal(told.lastUsedTime, lastUsedMs === undefined ? undefined : timeOf(lastUsedMs))
}

/** Each generation has one of its own, and keeps it. */
const expectFingerprint = ({ fingerprints }: Model, id: string, told: string): void => {
  const known = fingerprints.get(id)
  if (known === undefined) {
    assert.ok(![...fingerprints.values()].includes(told), 'no two generations have the same fingerprint')
    fingerprints.set(id, told)
  } else assert.equal(told, known)
}

const expectReason = (reason: string, node: ReturnType<typeof shownNode>, followKeys: boolean): void => {
  const { nodeName, status, lastConnectTime, expiryTime } = node
  assert.ok(reason.startsWith(`The node '${nodeName}' `) && reason.includes(` is ${status}`), reason)
  assert.ok(reason.includes(lastConnectTime) && reason.includes(expiryTime) === (status === 'Offline'), reason)
  assert.equal(reason.endsWith(' it is refused until it rekeys.'), followKeys)
}
