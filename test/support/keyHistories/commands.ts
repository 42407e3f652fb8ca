import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import fc, { type AsyncCommand } from 'fast-check'
import { type AuthKeyName, authKeyNames } from '../../../src/core/authKey.ts'
import { selfToldStatuses } from '../../../src/core/node.ts'
import { callNodes, introduction } from '../callNodes.ts'
import { owner, user } from '../known.ts'
import { expectUsage } from './expectUsage.ts'
import {
  dependentNodes,
  forget,
  generationId,
  isCurrent,
  isLive,
  isUnheard,
  keepUses,
  liveNodes,
  type Model,
  type ModelNode,
  newKey,
  rules,
  supersede,
  use,
  useInVain,
} from './model.ts'
import type { Real } from './real.ts'

type Command = AsyncCommand<Model, Real>

/** A key of the history: the current one of that name, or one so many generations before. */
interface Chosen {
  readonly keyName: AuthKeyName
  readonly ago: number
}

/** Does something and asks, whatever it was, who uses which key then. */
const command = (text: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run: async (model, real) => {
    await run(model, real)
    await expectUsage(model, real)
  },
  toString: () => text,
})

/** Each time from another place: nobody is to be taken for somebody who guesses. */
let addresses = 0
const anAddress = (): string => {
  addresses += 1
  return `10.${(addresses >> 16) % 256}.${(addresses >> 8) % 256}.${addresses % 256}`
}

const textOf = (model: Model, { keyName, ago }: Chosen) => {
  const generation = Math.max(1, model.keys[keyName].generation - ago)
  const id = generationId(keyName, generation)
  return { keyName, generation, text: model.texts.get(id) ?? assert.fail(`there is no ${id}`) }
}

interface Refusal {
  readonly body: { readonly error?: { readonly code: string } }
}

const codeOf = ({ body }: Refusal): string | undefined => body.error?.code

/** Refused, and counted all the same. */
const expectSuperseded = (model: Model, shown: Parameters<typeof useInVain>[1], reply: Refusal): void => {
  assert.equal(codeOf(reply), 'AuthKeySuperseded')
  useInVain(model, shown)
}

/** What a node of the history is known by; for a name that nobody has, what somebody was, or might have been. */
const credentialOf = (model: Model, name: string): string =>
  model.nodes.get(name.toLowerCase())?.credential ?? model.gone.at(-1) ?? `${randomUUID()}.${'A'.repeat(43)}`

/** Why a node is not let in; undefined for one that is. */
const whyUnknown = (model: Model, node: ModelNode | undefined): string | undefined => {
  if (!node) return 'NodeUnknown'
  return isLive(model, node) ? undefined : 'NodeExpired'
}

const register = (name: string, chosen: Chosen): Command =>
  command(`register ${name} ${chosen.keyName} -${chosen.ago}`, async (model, { azure }) => {
    const { keyName, generation, text } = textOf(model, chosen)
    // Each spelling of a name is that of another machine.
    const isReplaced = (node: ModelNode): boolean => node.name === name && isUnheard(node)
    const live = liveNodes(model).filter((node) => !isReplaced(node))

    const body = introduction(text, name, new Date(model.nowMs))
    const reply = await callNodes(azure, 'register', { body, address: anAddress() })

    if (!isCurrent(model, { keyName, generation })) return expectSuperseded(model, { keyName, generation }, reply)
    if (live.some((node) => node.name.toLowerCase() === name.toLowerCase())) {
      return assert.equal(codeOf(reply), 'NodeNameTaken')
    }
    if (live.length >= rules.maxNodes) return assert.equal(codeOf(reply), 'NodeSlotsTaken')
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
    for (const [lowerName, node] of model.nodes) if (!isLive(model, node) || isReplaced(node)) forget(model, lowerName)
    const { credential } = reply.body
    const moments = { registeredMs: model.nowMs, heardMs: model.nowMs, hasTold: false }
    const known = { name, credential, keyName, generation, ...moments, status: 'Initializing' }
    model.nodes.set(name.toLowerCase(), known)
    use(model, keyName)
  })

const rekey = (name: string, chosen: Chosen): Command =>
  command(`rekey ${name} ${chosen.keyName} -${chosen.ago}`, async (model, { azure }) => {
    const { keyName, generation, text } = textOf(model, chosen)
    const node = model.nodes.get(name.toLowerCase())
    const body = { authKey: text, time: new Date(model.nowMs).toISOString() }

    const credential = credentialOf(model, name)
    const reply = await callNodes(azure, 'rekey', { body, credential, address: anAddress() })

    const why = whyUnknown(model, node)
    if (why || !node) return assert.equal(codeOf(reply), why)
    if (!isCurrent(model, { keyName, generation })) return expectSuperseded(model, { keyName, generation }, reply)
    assert.deepEqual([reply.status, reply.body], [200, { authKey: { name: keyName, generation } }])
    model.nodes.set(name.toLowerCase(), { ...node, keyName, generation, heardMs: model.nowMs })
    use(model, keyName)
  })

/** Tells something new beside the figures, so that it is kept at once. */
const heartbeat = (name: string, status: string): Command =>
  command(`heartbeat ${name} ${status}`, async (model, real) => {
    const node = model.nodes.get(name.toLowerCase())

    const reply = await sendHeartbeat(model, real, { name, status, lastStartTime: aMoment() })

    const why = whyUnknown(model, node)
    if (why || !node) return assert.equal(codeOf(reply), why)
    if (real.followKeys && !isCurrent(model, node)) return assert.equal(codeOf(reply), 'NodeKeySuperseded')
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
    assert.equal(reply.body.authKey.isCurrent, isCurrent(model, node))
    model.nodes.set(name.toLowerCase(), { ...node, status, heardMs: model.nowMs, hasTold: true })
  })

/** Tells figures alone, which are kept by the time that the service ends at the latest. */
const quietHeartbeat = (name: string): Command =>
  command(`quiet heartbeat ${name}, restart`, async (model, real) => {
    const node = model.nodes.get(name.toLowerCase())

    const reply = await sendHeartbeat(model, real, { name, status: node?.status ?? 'Online' })
    await restartWith(model, real)

    const isLetIn = node !== undefined && isLive(model, node) && !(real.followKeys && !isCurrent(model, node))
    assert.equal(reply.status === 200, isLetIn, JSON.stringify(reply.body))
    if (isLetIn) model.nodes.set(name.toLowerCase(), { ...node, heardMs: model.nowMs, hasTold: true })
  })

const sendHeartbeat = (
  model: Model,
  { azure }: Real,
  { name, ...told }: { readonly name: string; readonly status: string; readonly lastStartTime?: string },
) => {
  const metrics = {
    availableMemoryInMB: 1000,
    cpuUtilization: 1,
    concurrentJobsRunning: 0,
    sentBytes: 1,
    receivedBytes: 2,
  }
  const body = { time: new Date(model.nowMs).toISOString(), version: '5.20.8244.2', metrics, ...told }
  return callNodes(azure, 'heartbeat', { body, credential: credentialOf(model, name), address: anAddress() })
}

let moments = 0
const aMoment = (): string => {
  moments += 1000
  return new Date(moments).toISOString()
}

const leave = (name: string): Command =>
  command(`leave ${name}`, async (model, { azure }) => {
    const node = model.nodes.get(name.toLowerCase())

    const reply = await callNodes(azure, 'leave', { credential: credentialOf(model, name), address: anAddress() })

    const why = whyUnknown(model, node)
    if (why) return assert.equal(codeOf(reply), why)
    assert.equal(reply.status, 200)
    forget(model, name.toLowerCase())
  })

const deleteNode = (name: string): Command =>
  command(`delete ${name}`, async (model, { azure }) => {
    const node = model.nodes.get(name.toLowerCase())

    const { status } = await azure.send('DELETE', `${model.url}/nodes/${name}`)

    assert.equal(status, node && isLive(model, node) ? 200 : 204)
    forget(model, name.toLowerCase())
  })

const regenerate = (keyName: AuthKeyName, ifUnused: boolean, by: string): Command =>
  command(`regenerate ${keyName}${ifUnused ? ' if unused' : ''}`, async (model, { azure, tokens }) => {
    const dependent = dependentNodes(model, keyName).map(({ name }) => name)

    const { status, body } = await azure.send('POST', `${model.url}/regenerateAuthKey`, {
      body: { keyName },
      headers: ifUnused ? { 'x-lazulite-if-unused': 'true' } : {},
      token: tokens[by] ?? assert.fail(by),
    })

    if (ifUnused && dependent.length > 0) {
      assert.deepEqual([status, body.error.code], [409, 'AuthKeyInUse'])
      const named = body.error.details.map(({ target }: { target: string }) => target.split('/').at(-1))
      return assert.deepEqual(named, dependent)
    }
    assert.equal(status, 200, JSON.stringify(body))
    supersede(model, keyName, by)
    model.texts.set(generationId(keyName, model.keys[keyName].generation), body[keyName])
  })

const verify = (chosen: Chosen): Command =>
  command(`verify ${chosen.keyName} -${chosen.ago}`, async (model, { azure, tokens }) => {
    const { keyName, generation, text } = textOf(model, chosen)
    const token = tokens[owner.objectId] ?? assert.fail()

    const { status, body } = await callNodes(azure, 'keys/verify', {
      body: { authKey: text },
      token,
      address: anAddress(),
    })

    const isValid = isCurrent(model, { keyName, generation })
    assert.deepEqual(
      [status, body.isValid, body.keyName, body.generation, body.supersededByGeneration],
      [200, isValid, keyName, generation, isValid ? undefined : generation + 1],
    )
    useInVain(model, { keyName, generation })
  })

const skip = (ms: number): Command =>
  command(`skip ${ms} ms`, async (model, real) => {
    model.nowMs += ms
    real.nowMs = model.nowMs
  })

const restart: Command = command('restart', (model, real) => restartWith(model, real))

/** What was pending is kept when the service has ended. */
const restartWith = async (model: Model, real: Real): Promise<void> => {
  await real.restart()
  keepUses(model)
}

/** Deletes the runtime and makes it again: nothing of it is left but its name. */
const remake: Command = command('delete and make the runtime again', async (model, real) => {
  await real.azure.send('DELETE', model.url)
  for (const lowerName of [...model.nodes.keys()]) forget(model, lowerName)
  await makeRuntime(model, real)
})

/** Makes the runtime of a history, and begins the model of its keys. */
export const makeRuntime = async (model: Model, { azure }: Real): Promise<void> => {
  const { status } = await azure.send('PUT', model.url, { body: { properties: { type: 'SelfHosted' } } })
  assert.equal(status, 200)
  const texts = (await azure.send('POST', `${model.url}/listAuthKeys`)).body
  model.texts.clear()
  model.former.clear()
  model.fingerprints.clear()
  for (const name of authKeyNames) {
    model.keys[name] = newKey(model.nowMs, owner.objectId)
    model.texts.set(generationId(name, 1), texts[name])
  }
}

const name = fc.constantFrom('Node-1', 'Node-2', 'Node-3', 'Node-4', 'node-2', 'NODE-3')
const keyName = fc.constantFrom(...authKeyNames)
const chosen = fc.record({ keyName, ago: fc.constantFrom(0, 0, 0, 0, 1, 2) })
const by = fc.constantFrom(owner.objectId, user.objectId)
/** Up to each limit, and one step beyond: of silence, of expiry, of neither. */
const ms = fc.constantFrom(1, 999, 5_000, 30_000, 30_001, 299_500, 599_999, 600_000, 86_400_000)

/** What can happen to the keys of a runtime and its nodes; what is there twice happens twice as often. */
const deeds = [
  fc.tuple(name, chosen).map(([name, chosen]) => register(name, chosen)),
  fc.tuple(name, chosen).map(([name, chosen]) => register(name, chosen)),
  fc.tuple(name, chosen).map(([name, chosen]) => register(name, chosen)),
  fc.tuple(name, chosen).map(([name, chosen]) => rekey(name, chosen)),
  fc.tuple(name, chosen).map(([name, chosen]) => rekey(name, chosen)),
  fc.tuple(name, fc.constantFrom(...selfToldStatuses)).map(([name, status]) => heartbeat(name, status)),
  name.map(leave),
  name.map(deleteNode),
  fc.tuple(keyName, by).map(([keyName, by]) => regenerate(keyName, false, by)),
  fc.tuple(keyName, by).map(([keyName, by]) => regenerate(keyName, true, by)),
  chosen.map(verify),
  ms.map(skip),
  ms.map(skip),
  fc.constant(remake),
]

export const histories = (maxCommands: number) => fc.commands(deeds, { maxCommands, size: 'max' })

/** The same with restarts in between. */
export const brokenHistories = (maxCommands: number) =>
  fc.commands([...deeds, fc.constant(restart), name.map(quietHeartbeat)], { maxCommands, size: 'max' })
