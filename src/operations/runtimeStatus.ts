import { type Static, Type } from 'typebox'
import type { Factory } from '../core/factory.ts'
import { findLender } from '../core/linking.ts'
import { nodesOf } from '../core/nodesOf.ts'
import { isLinked, isSsis, type Runtime } from '../core/runtime.ts'
import type { NodeMoment } from '../core/seenNode.ts'
import type { Reader } from '../core/store.ts'
import { accessDeniedStatus, SelfHostedStatus, selfHostedStatus } from './selfHostedStatus.ts'
import { SsisStatus, ssisStatus } from './ssisStatus.ts'

/** A managed runtime without machines of its own is always there, and is told of in the fewest words. */
const ServerlessStatus = Type.Object(
  { state: Type.Literal('Online'), type: Type.Literal('Managed') },
  { additionalProperties: false },
)

export const StatusReply = Type.Object(
  {
    name: Type.Optional(Type.String()),
    properties: Type.Union([SelfHostedStatus, SsisStatus, ServerlessStatus]),
  },
  { additionalProperties: false },
)

interface Asked extends NodeMoment {
  readonly factory: Factory
  readonly runtime: Runtime
}

/**
 * How a runtime is, at a moment. A linked one is as the runtime that it borrows, under whose name and factory it is told
 * of: seen in a client of the real service. Who else borrows that one is its owner's business.
 */
export const runtimeStatus = async (tx: Reader, asked: Asked): Promise<Static<typeof StatusReply>> => {
  const { factory, runtime, now } = asked
  const name = runtime.id.integrationRuntimeName
  if (runtime.type === 'Managed') {
    if (isSsis(runtime)) return { name, properties: ssisStatus(factory, runtime, now) }
    return { properties: { state: 'Online', type: 'Managed' } }
  }
  if (isLinked(runtime)) return linkedStatus(tx, asked)
  const [nodes, links] = [await nodesOf(tx, runtime.uid, asked), await tx.listLinks(runtime.uid)]
  return { name, properties: selfHostedStatus({ factory, runtime, nodes, links }) }
}

const linkedStatus = async (tx: Reader, asked: Asked): Promise<Static<typeof StatusReply>> => {
  const { factory, runtime } = asked
  const shared = await findLender(tx, factory, runtime)
  const lender = shared && (await tx.findFactory(shared.id))
  if (!shared || !lender) {
    return { name: runtime.id.integrationRuntimeName, properties: accessDeniedStatus(factory, runtime) }
  }
  const nodes = await nodesOf(tx, shared.uid, asked)
  const properties = selfHostedStatus({ factory: lender, runtime: shared, nodes, links: [] })
  return { name: shared.id.integrationRuntimeName, properties }
}
