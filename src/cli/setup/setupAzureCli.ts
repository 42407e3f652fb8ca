import { resolve } from 'node:path'
import { type Static, Type } from 'typebox'
import { StartError } from '../../core/startError.ts'
import type { ReadyLine } from '../../ready.ts'
import { azFolderIn } from '../azFolderIn.ts'
import { clientSettings } from '../clientSettings.ts'
import type { Command } from '../command.ts'
import { commandLine } from '../commandLine.ts'
import { dataFlag } from '../dataFlag.ts'
import { quoteForBash } from '../quoting.ts'
import { readOptions } from '../readOptions.ts'
import { runningServer } from '../runningServer.ts'
import { clientSecretOf } from './clientSecret.ts'
import { makeOwnFolder, removeOwnFolder } from './ownFolder.ts'
import { signIn } from './signIn.ts'

const flags = Type.Object({
  data: dataFlag,
  folder: Type.Optional(
    Type.String({
      minLength: 1,
      expects: 'the path of a folder',
      placeholder: 'FOLDER',
      description: 'Configuration folder to make; az in the data folder where this is not given.',
    }),
  ),
  clientId: Type.Optional(
    Type.String({
      pattern: '^[0-9A-Za-z-]{1,100}$',
      expects: "an application's id",
      placeholder: 'ID',
      description: 'Application to sign in as; the first of the world where this is not given.',
    }),
  ),
  secretStdin: Type.Boolean({ default: false, description: "Read the application's secret from standard input." }),
  undo: Type.Boolean({ default: false, description: 'Remove the folder again; needs no server.' }),
})

/** Gives az a configuration folder of its own, signed in to a running server. */
export const setupAzureCli: Command = {
  name: 'setup azure-cli',
  summary: 'Makes a configuration folder for az that is signed in to a running server.',
  usage: '[FLAGS]',
  flags,
  notes: `Runs az to register the server as a cloud, select it, switch instance discovery and telemetry off, and sign in. All of
it goes into a folder of its own, and your ~/.azure stays as it is. The folder az in a server's data folder, where "lazulite
env" sends az, is replaced and removed whoever has made it. Any other is never touched that this command has not made.

The secret of an application is known in the built-in world. Of your own, it comes from AZURE_CLIENT_SECRET, unless
AZURE_CLIENT_ID names another application, or from standard input. az keeps it in the folder, for you alone.`,

  run: async (args, terminal) => {
    const options = readOptions(flags, args, terminal.env)
    const folder = resolve(options.folder ?? azFolderIn(options.data))
    if (options.undo) {
      const wasThere = await removeOwnFolder(folder)
      terminal.stdout.write(wasThere ? `${folder} is removed.\n` : `There is no ${folder}.\n`)
      return 0
    }
    const ready = await runningServer(options.data)
    if (ready.ownIssuer === false) throw signInIsElsewhere(ready)
    const clientId = clientIdOf(options, ready)
    const secret = await clientSecretOf({ clientId, isOnStdin: options.secretStdin }, terminal)
    const settings = clientSettings(ready, resolve(options.data)).certain
    await makeOwnFolder(folder, (draft) =>
      signIn({ ready, clientId, secret, env: { ...terminal.env, ...settings, AZURE_CONFIG_DIR: draft } }),
    )
    terminal.stdout.write(whatNext({ ready, folder, clientId, trust: settings.REQUESTS_CA_BUNDLE }))
    return 0
  },
}

const signInIsElsewhere = ({ url }: ReadyLine): StartError =>
  new StartError(
    `nobody signs in at ${url}, which runs with --own-issuer=false: tell az of the server and its issuer yourself, with "az cloud register", or start the server without that`,
  )

const clientIdOf = (options: Static<typeof flags>, { clientId }: ReadyLine): string => {
  const id = options.clientId ?? clientId
  if (id === undefined) throw new StartError('the world of this server has no application: say which with --client-id')
  return id
}

interface Done {
  readonly ready: ReadyLine
  readonly folder: string
  readonly clientId: string
  /** Undefined where a proxy may show a certificate of its own. */
  readonly trust: string | undefined
}

const whatNext = ({ ready, folder, clientId, trust }: Done): string => `az is signed in to ${ready.url} as ${clientId}.

In each shell that is to use it:

  export AZURE_CONFIG_DIR=${quoteForBash(folder)}
${trust === undefined ? '' : `  export REQUESTS_CA_BUNDLE=${quoteForBash(trust)}\n`}
Then, for example:

  az account list --output table

"${commandLine('setup', 'azure-cli', '--undo', '--folder', folder)}" removes it again.
`
