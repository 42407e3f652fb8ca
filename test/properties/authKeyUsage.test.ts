import { after, type TestContext, test } from 'node:test'
import fc, { type AsyncCommand } from 'fast-check'
import { brokenHistories, histories, makeRuntime } from '../support/keyHistories/commands.ts'
import { type Model, newKey } from '../support/keyHistories/model.ts'
import { type Real, startReal } from '../support/keyHistories/real.ts'
import { factoryUrl, owner } from '../support/known.ts'

let runtimes = 0

/** Each history on a runtime of its own. */
const play = async (real: Real, commands: Iterable<AsyncCommand<Model, Real>>): Promise<void> => {
  const fresh = newKey(real.nowMs, owner.objectId)
  runtimes += 1
  const model: Model = {
    url: `${factoryUrl}/integrationRuntimes/Runtime-${runtimes}`,
    nowMs: real.nowMs,
    keys: { authKey1: fresh, authKey2: fresh },
    texts: new Map(),
    former: new Map(),
    nodes: new Map(),
    gone: [],
    fingerprints: new Map(),
  }
  await makeRuntime(model, real)
  await fc.asyncModelRun(() => ({ model, real }), commands)
}

const holds = async (
  t: TestContext,
  { real, of, numRuns }: { real: Real; of: ReturnType<typeof histories>; numRuns: number },
): Promise<void> => {
  let deeds = 0
  await fc.assert(
    fc.asyncProperty(of, async (commands) => {
      await play(real, commands)
      deeds += [...commands].length
    }),
    { numRuns },
  )
  t.diagnostic(`${numRuns} histories, ${deeds} deeds`)
}

for (const followKeys of [false, true]) {
  const where = followKeys ? 'where nodes follow their keys' : 'where nodes keep their credentials'

  test(`whatever happens to keys and nodes, who uses which key is told as it is, ${where}`, async (t) => {
    const real = await startReal({ after }, followKeys)

    await holds(t, { real, of: histories(16), numRuns: 1000 })
  })

  test(`so it is when the service is ended and started in between, ${where}`, async (t) => {
    const real = await startReal({ after }, followKeys)

    await holds(t, { real, of: brokenHistories(12), numRuns: 40 })
  })
}
