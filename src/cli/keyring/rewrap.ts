import { Type } from 'typebox'
import { Settings } from '../../config/settings.ts'
import { variableOf } from '../../config/spelling.ts'
import { masterKeySourceExpects, parseMasterKeySource } from '../../core/masterKeySource.ts'
import type { Command } from '../command.ts'
import { commandLine } from '../commandLine.ts'
import { readOptions } from '../readOptions.ts'

const masterKey = (description: string) =>
  Type.Optional(
    Type.Refine(
      Type.String({ expects: masterKeySourceExpects, placeholder: 'KEY', description }),
      (text) => parseMasterKeySource(text) !== undefined,
    ),
  )

const flags = Type.Object({
  data: { ...Settings.properties.data, description: 'Data folder of a server that does not run.' },
  masterKey: masterKey('Master key until now, as the server has it.'),
  newMasterKey: masterKey(
    'Master key from now on: a file, made where it is not there, a variable or a key in a vault. ' +
      'Unless told otherwise, a new key in the same file, or the newest version of the same key in a vault.',
  ),
})

/** Changes the master key of a data folder. */
export const keyringRewrap: Command = {
  name: 'keyring rewrap',
  summary: 'Changes the master key of a server that is stopped.',
  usage: '[FLAGS]',
  flags,
  notes: `Cut short, it leaves everything under the old key or under the new one, and the next start finds which. A backup opens
with the master key of its day.

The master key wraps a root key, and that one wraps all others. The root key is made anew, so that the old master key opens
nothing that is kept from now on, and nobody who had it can add a key of his own. The keys that seal stay the same, and so
does what they seal. Whoever may have had the old master key and a copy of the database has these keys, too: then, seal
everything anew with "${commandLine('keyring', 'rotate')}" on the running server.

The master key until now may be given as ${variableOf('masterKey')}, and the folder as ${variableOf('data')}, too.`,

  run: async (args, { env, stdout }) => {
    const { data, newMasterKey, ...given } = readOptions(flags, args, env)
    const masterKey = given.masterKey ?? env[variableOf('masterKey')]
    // Loaded only here, because all other commands are quick without it.
    const { rewrapKeyring } = await import('../../rewrapKeyring.ts')
    const { id, source } = await rewrapKeyring({ data, masterKey, newMasterKey })
    stdout.write(`The keys are wrapped by ${id} now (${source}).\n`)
    if (newMasterKey !== undefined && newMasterKey !== masterKey) {
      stdout.write(`Start the server with --master-key ${newMasterKey} from now on.\n`)
    }
    return 0
  },
}
