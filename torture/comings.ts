import assert from 'node:assert/strict'
import type { Caller } from './caller.ts'
import { untilKilled } from './rotations.ts'

type State = 'gone' | 'there' | 'unanswered'

/** A client that makes runtimes and deletes most of them, one request at a time, and remembers what was answered. */
export const comingsAndGoings = () => {
  const states = new Map<string, State>()
  let number = 0

  const comeAndGo = async (caller: Caller): Promise<void> => {
    number += 1
    const name = `Passing-${number}`
    states.set(name, 'unanswered')
    await caller.create(name)
    states.set(name, 'there')
    if (number % 8 === 0) return
    states.set(name, 'unanswered')
    await caller.remove(name)
    states.set(name, 'gone')
  }

  return {
    untilKilled: (caller: Caller): Promise<void> => untilKilled(() => comeAndGo(caller)),

    /** Compares what the server has with what is known. */
    check: async (caller: Caller): Promise<void> => {
      const names = new Set(await caller.names())
      for (const [name, state] of states) {
        const found = names.has(name) ? 'there' : 'gone'
        if (state === 'unanswered') states.set(name, found)
        else assert.equal(found, state, `${name}: what was answered was lost`)
        if (state === 'unanswered' && found === 'there') await checkWhole(caller, name)
      }
    },
    count: () => number,
  }
}

/** With both keys, as a runtime is made. */
const checkWhole = async (caller: Caller, name: string): Promise<void> => {
  for (const key of Object.values(await caller.keysOf(name))) assert.match(key, /^IR@.+@.+=$/)
}
