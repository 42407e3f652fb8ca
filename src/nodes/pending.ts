import type { AuthKeyId } from '../core/authKey.ts'
import type { Effects } from '../core/effects.ts'
import type { Node } from '../core/node.ts'
import { figuresOf, type PendingFigures, withFigures } from '../core/nodeFigures.ts'
import type { Store, Transaction } from '../core/store.ts'
import { formatTimestamp } from '../core/timestamps.ts'

interface Uses {
  readonly key: AuthKeyId
  readonly uses: number
  readonly lastUsedTime: string
}

/**
 * What is said too often to be written each time, and may be lost when the program is killed: the last figures of each
 * node, and how often each key was shown without anything having come of it. It is no more than there are nodes and keys.
 */
export class Pending {
  readonly #store: Pick<Store, 'change'>
  readonly #now: Effects['now']
  #figures = new Map<string, PendingFigures>()
  #uses = new Map<string, Uses>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor({
    store,
    effects: { now },
  }: { readonly store: Pick<Store, 'change'>; readonly effects: Pick<Effects, 'now'> }) {
    this.#store = store
    this.#now = now
  }

  /**
   * The newest to come is kept, whatever its moment.
   *
   * @param heard what a node has become that has shown who it is.
   * @param kept as it was found.
   */
  heard(heard: Node, kept: Pick<Node, 'heartbeatMs'>): void {
    this.#figures.set(heard.id, { ...figuresOf(heard), afterMs: kept.heartbeatMs })
  }

  /** Of any generation, but one that there is. */
  used(key: AuthKeyId): void {
    this.#add({ key, uses: 1, lastUsedTime: formatTimestamp(this.#now()) })
  }

  /**
   * Writes all that is pending, in one transaction; one flush after the other. What cannot be written stays pending.
   *
   * @throws StoreError when the database cannot do it.
   */
  flush(): Promise<void> {
    const turn = this.#turn.then(() => this.#write())
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  async #write(): Promise<void> {
    if (this.#figures.size + this.#uses.size === 0) return
    const [figures, uses] = [this.#figures, this.#uses]
    this.#figures = new Map()
    this.#uses = new Map()
    try {
      await this.#store.change(async (tx) => {
        for (const [nodeId, told] of figures) await keepFigures(tx, nodeId, told)
        for (const { key, ...more } of uses.values()) await tx.addAuthKeyUses(key, more)
      })
    } catch (error) {
      for (const [nodeId, told] of figures) if (!this.#figures.has(nodeId)) this.#figures.set(nodeId, told)
      for (const missed of uses.values()) this.#add(missed)
      throw error
    }
  }

  #add({ key, uses, lastUsedTime }: Uses): void {
    const id = `${key.runtimeUid} ${key.name} ${key.generation}`
    const before = this.#uses.get(id)
    const isLater = !before || Date.parse(before.lastUsedTime) < Date.parse(lastUsedTime)
    this.#uses.set(id, {
      key: { runtimeUid: key.runtimeUid, name: key.name, generation: key.generation },
      uses: uses + (before?.uses ?? 0),
      lastUsedTime: isLater ? lastUsedTime : before.lastUsedTime,
    })
  }
}

/** Into the node as it is by now: whatever else was changed of it meanwhile stays, and one that has gone stays away. */
const keepFigures = async (tx: Transaction, nodeId: string, figures: PendingFigures): Promise<void> => {
  const node = await tx.findNodeById(nodeId)
  if (node) await tx.saveNode(withFigures(node, figures))
}
