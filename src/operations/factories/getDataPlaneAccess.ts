import { Type } from 'typebox'
import { requireAccessPeriod } from '../../core/accessPeriod.ts'
import { normalizeLocation } from '../../core/location.ts'
import { formatFactoryId } from '../../core/resourceId.ts'
import { Optional } from '../../schemas/optional.ts'
import { ok, operation } from '../operation.ts'
import { factoryPath } from '../paths.ts'

/** Documented: the only values that are supported. */
const AccessPolicy = Type.Object({
  permissions: Optional(Type.Literal('r')),
  accessResourcePath: Optional(Type.Literal('', { expects: 'an empty text' })),
  profileName: Optional(Type.Literal('DefaultProfile')),
  startTime: Optional(Type.String({ description: 'ISO 8601; now, where it is left out.' })),
  expireTime: Optional(Type.String({ description: 'At most eight hours later, which is also what it is by itself.' })),
})

const AccessReply = Type.Object(
  { policy: AccessPolicy, dataPlaneUrl: Type.String(), accessToken: Type.String() },
  { additionalProperties: false },
)

/**
 * Gives out a token with which a factory's data plane may be read, with the policy as it was sent. Recorded. Nobody
 * answers at the address, which is the real service's.
 *
 * @throws CloudError `BadRequest` for a policy that is not supported, and what `requireAccessPeriod` throws.
 */
export const getDataPlaneAccess = operation({
  id: 'Factories_GetDataPlaneAccess',
  method: 'POST',
  path: `${factoryPath}/getDataPlaneAccess`,
  action: 'Microsoft.DataFactory/factories/getDataPlaneAccess/action',
  summary: 'Gives out a token to read the data plane of a data factory.',
  effect: 'read',
  body: AccessPolicy,
  replies: { 200: AccessReply },

  handle: async ({ body, factory, seal }, _tx, { now }) => {
    const period = requireAccessPeriod(body, now())
    const meant = { factory: formatFactoryId(factory.id), ...period }
    return ok({
      policy: body,
      dataPlaneUrl: `https://dp${normalizeLocation(factory.location)}.svc.datafactory.azure.com/dataplane`,
      accessToken: seal('dataPlane', JSON.stringify(meant)),
    })
  },
})
