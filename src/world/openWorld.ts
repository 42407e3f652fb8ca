import { StartError } from '../core/startError.ts'
import type { StoredWorld } from '../core/storedWorld.ts'
import { applyWorld, type WorldTools } from './applyWorld.ts'
import { builtInWorld } from './builtInWorld.ts'
import { isFingerprintOf } from './fingerprint.ts'
import type { World } from './worldSchema.ts'

interface Opening extends WorldTools {
  /** Undefined for the built-in one in a fresh store, and for whatever a store was begun with. */
  readonly world?: World
  /** Asked before anything is kept, and of a world kept earlier, too: throws a StartError to refuse the start. */
  permit?(isBuiltIn: boolean): void
}

/**
 * The world of a store: of a fresh one that which is given, or the built-in one; of any other that which it was begun
 * with.
 *
 * @throws StartError when a world is given and the store was begun with another.
 */
export const openWorld = async ({ world, permit, ...tools }: Opening): Promise<StoredWorld> => {
  const earlier = await tools.store.read((tx) => tx.findWorld())
  permit?.(earlier?.isBuiltIn ?? world === undefined)
  const begun = earlier ? { stored: earlier, isOurs: false } : await applyWorld(world ?? builtInWorld, tools)
  if (world && !begun.isOurs && !(await isFingerprintOf(world, begun.stored.fingerprint))) {
    throw new StartError(
      'this data folder was begun with another world, which cannot be replaced: ' +
        'leave --world away to go on with it, or give a fresh folder with --data',
    )
  }
  return begun.stored
}
