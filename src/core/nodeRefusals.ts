import type { AuthKey } from './authKey.ts'
import { CloudError, type CloudErrorCode } from './errors.ts'
import type { FoundAuthKey } from './findAuthKey.ts'
import type { Runtime } from './runtime.ts'
import type { SeenNode } from './seenNode.ts'

/** Who holds a key that was once right may know why it is no longer, or not enough; all others learn that it is unknown. */
const refusal = (code: CloudErrorCode, message: string): CloudError => new CloudError(code, message)

/** A 401 names a way to be known, as HTTP has it. */
const unauthorized = (code: CloudErrorCode, message: string): CloudError =>
  new CloudError(code, message, { challenge: 'Node' })

export const authKeyUnknown = (): CloudError =>
  unauthorized(
    'AuthKeyUnknown',
    'The authentication key is unknown: no integration runtime here has it, or had it. Copy it whole, as listAuthKeys shows it.',
  )

export const authKeySuperseded = ({ key, runtime }: FoundAuthKey): CloudError =>
  unauthorized(
    'AuthKeySuperseded',
    `This is generation ${key.generation} of ${key.name} of ${named(runtime)}. It was superseded at ${key.supersededTime} ` +
      `by generation ${key.generation + 1}. Take a current key: listAuthKeys shows them.`,
  )

export const authKeyOfAnotherRuntime = ({ key, runtime: other }: FoundAuthKey, own: Runtime): CloudError =>
  refusal(
    'AuthKeyOfAnotherRuntime',
    `This is ${key.name} of ${named(other)}, but the node is one of ${named(own)}. Show a key of that one, ` +
      'or leave it and register anew.',
  )

export const nodeCredentialMissing = (): CloudError =>
  unauthorized(
    'NodeCredentialMissing',
    "The request needs the header 'Authorization: Node {credential}', with the credential from the node's registration.",
  )

/** The same whether there is no such node or the secret is wrong, so that nobody learns which nodes there are. */
export const nodeUnknown = (): CloudError =>
  unauthorized(
    'NodeUnknown',
    'No node is known by this credential: it has left, was taken away, or its integration runtime was deleted. Register anew.',
  )

export const nodeExpired = ({ name, properties }: Pick<SeenNode, 'name' | 'properties'>): CloudError =>
  unauthorized(
    'NodeExpired',
    `The node '${name}' was last heard of at ${properties.lastConnectTime} and expired at ${properties.expiryTime}. Register anew.`,
  )

export const nodeKeySuperseded = (node: Pick<SeenNode, 'name'>, key: AuthKey): CloudError =>
  unauthorized(
    'NodeKeySuperseded',
    `The node '${node.name}' depends on generation ${key.generation} of ${key.name}, which was superseded at ` +
      `${key.supersededTime} by generation ${key.generation + 1}, and nodes follow their keys here. Rekey it with a current key.`,
  )

export const nodeNameTaken = ({ name, properties }: SeenNode, runtime: Runtime): CloudError =>
  refusal(
    'NodeNameTaken',
    `The name '${name}' is taken in ${named(runtime)}, by a node on the machine '${properties.machineName}' that was last heard ` +
      `of at ${properties.lastConnectTime}. Choose another name, or have that node leave or taken away.`,
  )

/** So many nodes are named at the most. */
const mostNamed = 10

export const nodeSlotsTaken = (nodes: readonly SeenNode[], runtime: Runtime): CloudError => {
  const shown = nodes
    .slice(0, mostNamed)
    .map(({ name, properties }) => `'${name}' on '${properties.machineName}' (${properties.status})`)
  const more = nodes.length > mostNamed ? ` and ${nodes.length - mostNamed} more` : ''
  return refusal(
    'NodeSlotsTaken',
    `All ${nodes.length} places for nodes of ${named(runtime)} are taken, by ${shown.join(', ')}${more}. Have one leave or taken away.`,
  )
}

export const nodeSoftwareTooOld = (version: string, oldest: string): CloudError =>
  refusal(
    'NodeSoftwareTooOld',
    `The node software ${version} is too old: ${oldest} is the oldest that is taken here. Install that or a newer one.`,
  )

interface ClockOff {
  /** What the node takes for now. */
  readonly told: Date
  readonly now: Date
  readonly mostSeconds: number
}

export const nodeClockOff = ({ told, now, mostSeconds }: ClockOff): CloudError => {
  const seconds = Math.round((told.getTime() - now.getTime()) / 1000)
  return refusal(
    'NodeClockOff',
    `The clock of the node is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} the server's, at which it is ` +
      `${now.toISOString()}. More than ${mostSeconds} seconds are not taken. Set the clock of the machine.`,
  )
}

export const tooManyAttempts = (retryAfterSeconds: number): CloudError =>
  new CloudError(
    'TooManyAttempts',
    `Too many wrong keys or credentials were shown. Please try again after '${retryAfterSeconds}' seconds.`,
    { retryAfterSeconds },
  )

export const tooManyDeeds = (retryAfterSeconds: number): CloudError =>
  new CloudError(
    'TooManyAttempts',
    'Too many nodes have registered with this integration runtime, rekeyed or left within a minute. ' +
      `Please try again after '${retryAfterSeconds}' seconds.`,
    { retryAfterSeconds },
  )

const named = ({ id }: Runtime): string =>
  `the integration runtime '${id.integrationRuntimeName}' in the factory '${id.factoryName}'`
