import { type Static, Type } from 'typebox'
import { linkedAuthorizationFailed } from '../../core/access/authorizationFailed.ts'
import { isPermitted } from '../../core/access/grants.ts'
import { CloudError } from '../../core/errors.ts'
import { newEtag } from '../../core/etag.ts'
import type { Factory } from '../../core/factory.ts'
import { foldCase } from '../../core/letterCase.ts'
import { sameLocation } from '../../core/location.ts'
import { isName } from '../../core/names.ts'
import { type FactoryId, factoryNotFound, formatFactoryId, parseFactoryId } from '../../core/resourceId.ts'
import { keepMasked } from '../../core/secureString.ts'
import { RepoConfiguration } from '../../schemas/factory/repoConfiguration.ts'
import { Nullable } from '../../schemas/nullable.ts'
import { ok, operation } from '../operation.ts'
import { locationPath } from '../paths.ts'
import { FactoryReply, toFactoryReply } from './schemas.ts'

const action = 'Microsoft.DataFactory/locations/configureFactoryRepo/action'
const write = 'Microsoft.DataFactory/factories/write'

const RepoBody = Type.Object({
  factoryResourceId: Type.String(),
  repoConfiguration: Nullable(RepoConfiguration),
})

/**
 * Says in which git repository the authors of a factory work; null takes it away. The request names the factory in its
 * body, so its caller must also be allowed to write there. Makes a new etag. Recorded, but for the refusals and the null.
 *
 * @throws CloudError `BadRequest` for what is no factory of this subscription and location, `LinkedAuthorizationFailed`,
 * `ResourceNotFound`.
 */
export const configureFactoryRepo = operation({
  id: 'Factories_ConfigureFactoryRepo',
  method: 'POST',
  path: `${locationPath}/configureFactoryRepo`,
  action,
  summary: 'Says in which git repository the authors of a data factory work.',
  effect: 'change',
  body: RepoBody,
  replies: { 200: FactoryReply },

  handle: async ({ target, body, caller, subscription }, tx, effects) => {
    const id = requireFactoryId(body, target.subscriptionId)
    if (!(await isPermitted(tx, caller, { action: write, scope: formatFactoryId(id) }))) {
      const scope = `/subscriptions/${target.subscriptionId}/providers/Microsoft.DataFactory/locations/${target.locationId}`
      throw linkedAuthorizationFailed(caller, { action, scope }, { action: write, scopes: [body.factoryResourceId] })
    }
    const before = await tx.findFactory(id)
    if (!before) throw factoryNotFound(id)
    requireSameLocation(before, target.locationId)

    const factory = { ...withRepo(before, body), etag: newEtag(effects) }
    await tx.saveFactory(factory)
    return ok(toFactoryReply(factory, subscription))
  },
})

/** The id of a factory in the body, which the URL must agree with. The words are ours. */
const requireFactoryId = ({ factoryResourceId }: Static<typeof RepoBody>, subscriptionId: string): FactoryId => {
  const id = parseFactoryId(factoryResourceId)
  if (!id || !isName('resourceGroupName', id.resourceGroupName) || !isName('factoryName', id.factoryName)) {
    throw new CloudError('BadRequest', 'factoryResourceId must be the resource id of a data factory.')
  }
  if (foldCase(id.subscriptionId) === foldCase(subscriptionId)) return id
  throw new CloudError('BadRequest', 'factoryResourceId must be in the subscription that the URL names.')
}

const requireSameLocation = ({ id, location }: Factory, locationId: string): void => {
  if (sameLocation(location, locationId)) return
  throw new CloudError(
    'BadRequest',
    `The factory '${id.factoryName}' lies in '${location}', and not in the location that the URL names.`,
  )
}

const withRepo = (factory: Factory, { repoConfiguration }: Static<typeof RepoBody>): Factory => {
  const { repoConfiguration: _, ...others } = factory.properties
  const properties = repoConfiguration ? { ...others, repoConfiguration } : others
  return { ...factory, properties: keepMasked(properties, factory.properties) }
}
