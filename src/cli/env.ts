import { resolve } from 'node:path'
import { Type } from 'typebox'
import { readSettings } from '../config/readSettings.ts'
import { Settings } from '../config/settings.ts'
import { variableOf } from '../config/spelling.ts'
import { refuse } from '../faults/refuse.ts'
import { noServerOn, readReadyFile } from '../ready.ts'
import { clientSettings } from './clientSettings.ts'
import type { Command } from './command.ts'
import { printFor } from './shells.ts'

const flags = Type.Object({
  data: Type.String({ ...Settings.properties.data, description: 'Data folder of the running server.' }),
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
  and for az:   az login --service-principal -u $AZURE_CLIENT_ID -p $AZURE_CLIENT_SECRET -t $AZURE_TENANT_ID

The folder may be given as ${variableOf('data')}, too.`,

  run: async (args, { env, stdout }) => {
    // The other settings are the server's, and none of them matters here.
    const name = variableOf('data')
    const { values, faults } = readSettings(flags, { flags: args, env: { [name]: env[name] } })
    refuse('wrong settings', faults)
    const ready = await readReadyFile(values.data)
    if (!(await answers(ready.httpUrl))) throw noServerOn(values.data)
    stdout.write(printFor[values.shell](clientSettings(ready, resolve(values.data))))
    return 0
  },
}

const patienceMs = 5000

/** A server that was killed has left its file behind. */
const answers = (httpUrl: string): Promise<boolean> =>
  fetch(`${httpUrl}/health`, { signal: AbortSignal.timeout(patienceMs) }).then(
    ({ ok }) => ok,
    () => false,
  )
