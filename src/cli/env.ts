import { Type } from 'typebox'
import { readSettings } from '../config/readSettings.ts'
import { Settings } from '../config/settings.ts'
import { variableOf } from '../config/spelling.ts'
import { refuse } from '../faults/refuse.ts'
import { readReadyFile } from '../ready.ts'
import { clientSettings } from './clientSettings.ts'
import type { Command } from './command.ts'
import { printFor } from './shells.ts'

const flags = Type.Object({
  data: Settings.properties.data,
  shell: Type.Enum(['bash', 'powershell', 'json'], {
    default: 'bash',
    description: 'What will read the settings; sh and zsh read those of bash.',
  }),
})

/** Prints what Azure's own clients need to talk to the server that runs on a data folder. */
export const env: Command = {
  name: 'env',
  summary: 'Prints the settings that az, Terraform and the SDKs need for a running server.',
  usage: '[FLAGS]',
  flags,
  notes: `In bash:        eval "$(lazulite env)"
In PowerShell:  lazulite env --shell powershell | Out-String | Invoke-Expression

The folder may be given as ${variableOf('data')}, too.`,

  run: async (args, { env, stdout }) => {
    // The other settings are the server's, and none of them matters here.
    const folder = variableOf('data')
    const { values, faults } = readSettings(flags, { flags: args, env: { [folder]: env[folder] } })
    refuse('wrong settings', faults)
    stdout.write(printFor[values.shell](clientSettings(await readReadyFile(values.data))))
    return 0
  },
}
