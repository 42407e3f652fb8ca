import { formatAuthKey, newAuthKey, newAuthKeySecret, parseAuthKeyName } from '../../core/authKey.ts'
import { requireOwn } from '../../core/requireKind.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { requireUnusedKey } from '../../core/requireUnusedKey.ts'
import { isSwitchedOn } from '../isSwitchedOn.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'
import { AuthKeysReply, RegenerateKeyBody } from './schemas.ts'

/**
 * Replaces one of a runtime's two keys and answers with that one alone; the other key stays. Recorded. The runtime and
 * its etag stay, and a call that is repeated rotates again unless it says by which id it is known: assumed.
 *
 * With the header `x-lazulite-if-unused`, which is ours, it is refused while a node depends on the key. Nodes register and
 * rekey in changes of their own, and changes run one after the other: one that shows the key before is found here, and one
 * that shows it after is refused there.
 *
 * @throws CloudError `NotFound`; `BadRequest` for a key that Azure does not have, and for a runtime that has no keys of
 * its own; `AuthKeyInUse`. In all of them nothing has changed.
 */
export const regenerateAuthKey = operation({
  id: 'IntegrationRuntimes_RegenerateAuthKey',
  method: 'POST',
  path: `${runtimePath}/regenerateAuthKey`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/regenerateauthkey/action',
  summary: 'Replaces one authentication key of a self-hosted integration runtime.',
  effect: 'change',
  body: RegenerateKeyBody,
  replies: { 200: AuthKeysReply },
  ownHeaders: {
    'x-lazulite-if-unused': 'True regenerates the key only while no node depends on it; else 409 AuthKeyInUse.',
  },

  handle: async ({ target, body, factory, caller, nodeRules, header }, tx, effects) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    requireOwn(runtime, 'authentication keys')
    const name = parseAuthKeyName(body.keyName)
    const ifUnused = isSwitchedOn('x-lazulite-if-unused', header('x-lazulite-if-unused'))

    const current = (await tx.listAuthKeys(runtime.uid)).find((key) => key.name === name)
    if (ifUnused && current) await requireUnusedKey(tx, { runtime, key: current }, { now: effects.now(), nodeRules })
    const generation = (current?.generation ?? 0) + 1
    const secret = newAuthKeySecret(effects.randomBytes)
    const meant = { runtimeUid: runtime.uid, name, generation, secret, createdBy: caller }
    const key = newAuthKey(meant, tx.fingerprint, effects)
    await tx.saveAuthKey(key, secret)
    return { ...ok({ [name]: formatAuthKey(factory, runtime.uid, secret) }), shown: [key] }
  },
})
