import { type Static, Type } from 'typebox'
import { keys } from './settings/keys.ts'
import { path } from './settings/kinds.ts'
import { listening } from './settings/listening.ts'
import { manner } from './settings/manner.ts'
import { signIn } from './settings/signIn.ts'

/**
 * Every setting, once: its type, default, unit and meaning. Flags, variables, `--help` and `docs/configuration.md` are
 * made from this.
 */
export const Settings = Type.Object({
  data: path('folder', {
    default: '.lazulite',
    description: 'Folder of the database, the keys and the certificates; made where it is not there.',
  }),
  world: Type.Optional(
    path('file', { description: 'YAML file of what a fresh data folder begins with, in place of the built-in world.' }),
  ),
  ...listening,
  ...manner,
  ...keys,
  ...signIn,
  logLevel: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    description: 'Entries below this level are left out; the log goes to standard error.',
  }),
  json: Type.Boolean({
    default: false,
    description:
      'Print one line of JSON when ready, and nothing else on standard output. ' +
      'npm adds a banner of its own, unless it is "npm -s start -- --json".',
  }),
})

/** The settings of one run, checked, complete and frozen. */
export type Config = Readonly<Static<typeof Settings>>
