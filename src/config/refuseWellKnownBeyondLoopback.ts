import { isLoopback } from '../core/isLoopback.ts'
import { refuse } from '../faults/refuse.ts'
import type { Config } from './settings.ts'
import { flagOf } from './spelling.ts'

/**
 * Keeps the built-in world, whose credentials everybody knows, out of reach of other machines: no address to listen on
 * and no public URL may be beyond loopback with it.
 *
 * @throws StartError naming each setting that is.
 */
export const refuseWellKnownBeyondLoopback = (
  { host, httpHost, publicUrl }: Pick<Config, 'host' | 'httpHost' | 'publicUrl'>,
  isBuiltIn: boolean,
): void => {
  if (!isBuiltIn) return
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).hostname
  const beyond = Object.entries({ host, httpHost, publicUrl: publicHost }).filter(
    ([, name]) => name !== undefined && !isLoopback(name),
  )
  refuse(
    'everybody knows the credentials of the built-in world',
    beyond.map(
      ([setting, name]) =>
        `${flagOf(setting)} must stay on loopback with it, and ${name} is not; ` +
        'give a world of your own with --world and a fresh --data folder',
    ),
  )
}
