import type { Effects } from './effects.ts'
import { CloudError } from './errors.ts'
import type { Factory } from './factory.ts'
import { isSameJson } from './isSameJson.ts'
import type { Link } from './link.ts'
import { linkedInfoOf } from './linkedInfo.ts'
import type { NodeRules } from './nodeRules.ts'
import { nodesOf } from './nodesOf.ts'
import { isLinked, type Runtime } from './runtime.ts'
import { mayBorrow, requireLender } from './shared.ts'
import type { Reader, Transaction } from './store.ts'
import { formatTimestamp } from './timestamps.ts'

interface Linking {
  readonly factory: Factory
  /** As it is to be kept. */
  readonly runtime: Runtime
  /** As it was kept; undefined for a new one. */
  readonly before: Runtime | undefined
  readonly nodeRules: NodeRules
}

/**
 * Brings the links of a runtime into accord with what it says it borrows: makes, moves or removes the one to its shared
 * runtime. One that says what it said before keeps what it has, and is not asked for its right again.
 *
 * @throws CloudError what `requireLender` and `addLink` throw; `BadRequest` for a runtime that is shared itself, or has
 * nodes: the real words are not known.
 */
export const keepLinks = async (tx: Transaction, linking: Linking, effects: Effects): Promise<void> => {
  const { factory, runtime, before, nodeRules } = linking
  const linkedInfo = linkedInfoOf(runtime.properties)
  const link = before && (await tx.findLinkOf(before.uid))
  if (link && linkedInfo && isSameJson(linkedInfo, before && linkedInfoOf(before.properties))) return
  if (link) await tx.deleteLinkOf(runtime.uid)
  if (!linkedInfo) return

  const name = runtime.id.integrationRuntimeName
  const shared = await requireLender(tx, { factory, name, linkedInfo })
  if ((await tx.listLinks(runtime.uid)).length > 0) throw cannotBeLinked(name, 'is shared')
  const nodes = await nodesOf(tx, runtime.uid, { now: effects.now(), nodeRules })
  if (nodes.length > 0) throw cannotBeLinked(name, 'has nodes of its own')
  await addLink(tx, { shared, name, factory: placeOf(factory), linkedUid: runtime.uid }, effects)
}

const cannotBeLinked = (name: string, why: string): CloudError =>
  new CloudError('BadRequest', `The integration runtime '${name}' ${why}, and cannot be linked itself.`)

interface NewLink {
  readonly shared: Runtime
  readonly name: string
  readonly factory: Pick<Link, 'factoryName' | 'location' | 'subscriptionId'>
  readonly linkedUid: string | undefined
}

/** Documented. */
const mostLinks = 100

/**
 * Adds a link to a shared runtime; one that is there already stays as old as it is, and one that a linked runtime has
 * made stays as it is altogether.
 *
 * @throws CloudError `BadRequest` for one more than a runtime can have: the real words are not known.
 */
export const addLink = async (tx: Transaction, { shared, name, factory, linkedUid }: NewLink, { now }: Effects) => {
  const isThis = (link: Link): boolean =>
    link.name.toLowerCase() === name.toLowerCase() &&
    link.factoryName.toLowerCase() === factory.factoryName.toLowerCase()
  const links = await tx.listLinks(shared.uid)
  const known = links.find(isThis)
  // What a linked runtime says of itself is truer than what the owner of the shared one notes of it.
  if (known?.linkedUid !== undefined && linkedUid === undefined) return
  if (!known && links.length >= mostLinks) throw sharedTooOften(shared)
  const createTime = known?.createTime ?? formatTimestamp(now())
  await tx.saveLink({ sharedUid: shared.uid, name, ...factory, createTime, linkedUid })
}

const sharedTooOften = ({ id }: Runtime): CloudError =>
  new CloudError(
    'BadRequest',
    `The integration runtime '${id.integrationRuntimeName}' is shared ${mostLinks} times, and cannot be shared once more. Remove links first.`,
  )

const placeOf = ({ id, location }: Factory): NewLink['factory'] => ({
  factoryName: id.factoryName,
  subscriptionId: id.subscriptionId,
  location,
})

/** The runtime that a linked one has on loan; undefined once the link or the right to it was taken away. */
export const findLender = async (tx: Reader, factory: Factory, runtime: Runtime): Promise<Runtime | undefined> => {
  const link = isLinked(runtime) ? await tx.findLinkOf(runtime.uid) : undefined
  const shared = link && (await tx.findRuntimeByUid(link.sharedUid))
  const isByKey = linkedInfoOf(runtime.properties)?.authorizationType === 'Key'
  return shared && (isByKey || (await mayBorrow(tx, factory, shared))) ? shared : undefined
}

/**
 * Refuses to delete what others borrow.
 *
 * @throws CloudError `BadRequest`: documented for other references.
 */
export const refuseWhileLinked = (links: readonly Link[]): void => {
  if (links.length === 0) return
  const names = links.slice(0, 10).map(({ factoryName, name }) => `${factoryName}/${name}`)
  throw new CloudError(
    'BadRequest',
    `The document cannot be deleted since it is referenced by ${names.join(', ')}${links.length > 10 ? ', …' : ''}.`,
  )
}
