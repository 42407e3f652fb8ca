import { resolve } from 'node:path'
import { Type } from 'typebox'
import { nodeServer } from '../../nodeAgent/nodeServer.ts'
import { readState } from '../../nodeAgent/nodeState.ts'
import type { Command } from '../command.ts'
import { readOptions } from '../readOptions.ts'
import { inWords } from './inWords.ts'
import { keyFileFlag, keyReader } from './keyFileFlag.ts'
import { noNodeIn } from './noNodeIn.ts'
import { locate } from './serverSource.ts'
import { stateFlag } from './stateFlag.ts'

const flags = Type.Object({ keyFile: keyFileFlag, state: stateFlag })

/** Gives a registered node another key of its runtime. */
export const nodeRekey: Command = {
  name: 'node rekey',
  summary: 'Gives a node another key of its runtime, while it works or not.',
  usage: '--key-file FILE [--state FILE]',
  flags,
  notes: `The server then counts the node to that key, and the one that it had may be regenerated for its sake. A node that works
goes on as it does. Give the file of its own "node run" the same key: with that, it registers should the server forget it.`,

  run: async (args, terminal) => {
    const options = readOptions(flags, args, terminal.env)
    const stateFile = resolve(options.state)
    const readKey = await keyReader(options.keyFile, terminal)
    const state = await readState(stateFile)
    if (!state) throw noNodeIn(stateFile)
    const { nodeName, credential, integrationRuntime } = state
    const body = { authKey: await readKey(), time: terminal.now().toISOString() }
    const server = nodeServer(() => locate(state.server))
    const { authKey } = await inWords(`rekey ${nodeName}`, () => server.rekey(credential, body))
    terminal.stdout.write(
      `${nodeName} has ${authKey.name} of ${integrationRuntime.name} now, generation ${authKey.generation}.\n`,
    )
    return 0
  },
}
