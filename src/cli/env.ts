import { resolve } from 'node:path'
import { Type } from 'typebox'
import { variableOf } from '../config/spelling.ts'
import { clientSettings } from './clientSettings.ts'
import type { Command } from './command.ts'
import { commandLine } from './commandLine.ts'
import { dataFlag } from './dataFlag.ts'
import { readOptions } from './readOptions.ts'
import { runningServer } from './runningServer.ts'
import { printFor, shells } from './shells.ts'

const flags = Type.Object({
  data: dataFlag,
  shell: Type.Enum([...shells], {
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
  notes: `In bash:        eval "$(${commandLine('env')})"
In PowerShell:  ${commandLine('env', '--shell', 'powershell')} | Out-String | Invoke-Expression
In cmd:         ${commandLine('env', '--shell', 'cmd')} > env.cmd && call env.cmd
In a file:      ${commandLine('env', '--shell', 'dotenv')} > .env

az then signs in with:

  az login --service-principal -u $AZURE_CLIENT_ID -p $AZURE_CLIENT_SECRET -t $AZURE_TENANT_ID

or is given a configuration folder that is signed in already:

  ${commandLine('setup', 'azure-cli')}

What no variable can do is said in comments; JSON has none, and leaves it out. The folder may be given as ${variableOf('data')}, too.`,

  run: async (args, { env, stdout }) => {
    const { data, shell } = readOptions(flags, args, env)
    const ready = await runningServer(data)
    stdout.write(printFor(shell, clientSettings(ready, resolve(data))))
    return 0
  },
}
