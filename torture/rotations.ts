import assert from 'node:assert/strict'
import { type Caller, type KeyName, Refused } from './caller.ts'

/** What a client knows of one key of one runtime. */
interface Slot {
  readonly runtime: string
  readonly keyName: KeyName
  /** The answer that came last. */
  last: string
  /** All that was ever answered, or found after a kill. */
  readonly seen: Set<string>
}

export interface Rotations {
  /** Rotates until the server is killed, and so has a rotation of each key on its way then; answers when it is dead. */
  rotateUntilKilled(caller: Caller): Promise<void>
  /** Rotates so many times, and is done when the kill comes. */
  rotate(caller: Caller, times: number): Promise<void>
  /** Compares what the server has with what is known. */
  check(caller: Caller): Promise<void>
  /** How many rotations were answered. */
  count(): number
}

/**
 * A client of one runtime that rotates some of its keys, one request at a time for each, and believes nothing but what
 * it was answered. The other keys must never change.
 */
export const rotationsOf = async (
  caller: Caller,
  runtime: string,
  keyNames: readonly KeyName[],
): Promise<Rotations> => {
  await caller.create(runtime)
  const uid = await caller.uidOf(runtime)
  const first = await caller.keysOf(runtime)
  const slots = keyNames.map((keyName): Slot => {
    return { runtime, keyName, last: first[keyName], seen: new Set([first[keyName]]) }
  })
  const form = new RegExp(
    `^IR@${uid}@exampleFactoryName@ServiceEndpoint=examplefactoryname\\.eastus\\.datafactory\\.azure\\.net@[A-Za-z0-9+/]{43}=$`,
  )
  let count = 0
  let mayBeUnanswered = false

  const rotateOnce = async (caller: Caller, slot: Slot): Promise<void> => {
    slot.last = await caller.rotate(slot.runtime, slot.keyName)
    assert.ok(!slot.seen.has(slot.last), 'each rotation makes a new key')
    slot.seen.add(slot.last)
    count += 1
  }

  return {
    count: () => count,
    rotate: async (caller, times) => {
      mayBeUnanswered = false
      for (let done = 0; done < times; done += 1) for (const slot of slots) await rotateOnce(caller, slot)
    },
    rotateUntilKilled: async (caller) => {
      mayBeUnanswered = true
      await Promise.all(slots.map((slot) => untilKilled(() => rotateOnce(caller, slot))))
    },
    check: async (caller) => {
      const keys = await caller.keysOf(runtime)
      assert.equal(await caller.uidOf(runtime), uid)
      for (const key of Object.values(keys)) assert.match(key, form, 'whole')
      for (const name of ['authKey1', 'authKey2'] as const) {
        const slot = slots.find(({ keyName }) => keyName === name)
        const found = keys[name]
        if (!slot || !mayBeUnanswered) {
          assert.equal(found, slot?.last ?? first[name], `${runtime} ${name}: nobody was changing it`)
          continue
        }
        const isUnanswered = !slot.seen.has(found)
        assert.ok(found === slot.last || isUnanswered, `${runtime} ${name}: the last answer was lost`)
        slot.last = found
        slot.seen.add(found)
      }
    },
  }
}

/** Repeats a deed until the connection breaks. A server that refuses is alive, and wrong. */
export const untilKilled = async (deed: () => Promise<void>): Promise<void> => {
  for (;;) {
    try {
      await deed()
    } catch (error) {
      if (error instanceof Refused || error instanceof assert.AssertionError) throw error
      return
    }
  }
}
