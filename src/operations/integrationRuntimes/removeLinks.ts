import { Type } from 'typebox'
import { CloudError } from '../../core/errors.ts'
import { checkName } from '../../core/names.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { requireShareable } from '../../core/shared.ts'
import { empty, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

const RemoveBody = Type.Object({
  factoryName: Type.String({ description: 'Name of the factory that is not to borrow the runtime any more.' }),
})

/**
 * Takes every link that a factory has to a shared runtime; answers 200 where it has none. Its linked runtimes stay, and
 * lose what they borrowed. Recorded.
 *
 * @throws CloudError `NotFound`; `BadRequest` for a text that is no name (the real service fails over a resource id:
 * documented), and for a runtime that cannot be shared.
 */
export const removeLinks = operation({
  id: 'IntegrationRuntimes_RemoveLinks',
  method: 'POST',
  path: `${runtimePath}/removeLinks`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/removelinks/action',
  summary: 'Takes the links of another factory to a shared integration runtime.',
  effect: 'change',
  body: RemoveBody,
  replies: { 200: null },

  handle: async ({ target, body: { factoryName }, factory }, tx) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireShareable(runtime)
    if (factoryName.includes('/')) {
      throw new CloudError('BadRequest', 'factoryName must be the name of a factory, and not its resource id.')
    }
    checkName('factoryName', factoryName)

    await tx.deleteLinks(runtime.uid, factoryName)
    return empty(200)
  },
})
