import { resolve } from 'node:path'
import { type Static, Type } from 'typebox'
import { Settings } from '../../config/settings.ts'
import { uidInAuthKey } from '../../core/authKey.ts'
import { isName } from '../../core/names.ts'
import { StartError } from '../../core/startError.ts'
import { createLogger } from '../../logger.ts'
import { machine } from '../../machine.ts'
import { nameOfMachine } from '../../nodeAgent/aboutMachine.ts'
import type { AgentParts } from '../../nodeAgent/agentParts.ts'
import { lockState } from '../../nodeAgent/lockState.ts'
import { nodeServer } from '../../nodeAgent/nodeServer.ts'
import { type NodeState, readState, writeState } from '../../nodeAgent/nodeState.ts'
import { runAgent } from '../../nodeAgent/runAgent.ts'
import type { Command, Terminal } from '../command.ts'
import { commandLine } from '../commandLine.ts'
import { readOptions } from '../readOptions.ts'
import { stopSignal } from '../stopSignal.ts'
import { inWords } from './inWords.ts'
import { keyFileFlag, keyReader } from './keyFileFlag.ts'
import { locate, serverFlags, serverSourceOf } from './serverSource.ts'
import { stateFlag } from './stateFlag.ts'

const flags = Type.Object({
  keyFile: keyFileFlag,
  name: Type.Optional(
    Type.Refine(
      Type.String({
        expects: '1 to 150 letters, digits, dashes and underscores, beginning with a letter or digit',
        placeholder: 'NAME',
        description: 'Name of the node; that of this machine where this is not given.',
      }),
      (text) => isName('nodeName', text),
    ),
  ),
  ...serverFlags,
  state: stateFlag,
  logLevel: Settings.properties.logLevel,
})

/** Works as a node of a self-hosted runtime until a signal stops it. */
export const nodeRun: Command = {
  name: 'node run',
  summary: 'Works as a node of a self-hosted integration runtime until SIGINT (Ctrl+C) or SIGTERM.',
  usage: '[--key-file FILE] [FLAGS]',
  flags,
  notes: `The node registers with the key and from then on is known by a credential of its own, which it keeps in the file of
--state: a key that is regenerated does not stop it. It tells the server how busy this machine is, and runs no jobs. It
waits for a server that is gone, and registers anew, with the key that the file has then, where the server has forgotten
it. Stopped, it stays registered, and starts again without --key-file:

  ${commandLine('node', 'rekey', '--key-file', 'FILE')}   gives it another key, while it works or not
  ${commandLine('node', 'leave')}                  takes it out of the runtime

Two nodes on one machine need a name and a --state each.`,

  run: async (args, terminal) => {
    const options = readOptions(flags, args, terminal.env)
    const stateFile = resolve(options.state)
    const source = await serverSourceOf(options)
    const readKey = await optionalKeyReader(options.keyFile, stateFile, terminal)
    using held = new DisposableStack()
    held.defer(lockState(stateFile))
    const kept = await readState(stateFile)
    if (kept) refuseOther({ kept, name: options.name, key: await readKey?.(), stateFile })
    const state = kept && { ...kept, server: source }
    if (state) await writeState(stateFile, state)
    const nodeName = state?.nodeName ?? options.name ?? nameOfMachine()
    const parts = { nodeName, stateFile, source, readKey: readKey ?? refuseWithoutKey, ...outside(terminal, options) }
    const server = nodeServer(() => locate(source))
    await inWords(`register ${nodeName}`, () => runAgent({ ...parts, server }, state))
    return 0
  },
}

/** Undefined where no key is given and none is needed: a node that is registered is known by its credential. */
const optionalKeyReader = async (keyFile: string | undefined, stateFile: string, terminal: Terminal) =>
  keyFile === undefined && (await readState(stateFile)) ? undefined : keyReader(keyFile, terminal)

const refuseWithoutKey = async (): Promise<never> => {
  throw new StartError('the server does not know this node any more: give a key with --key-file, and it registers anew')
}

interface Asked {
  readonly kept: NodeState
  readonly name: string | undefined
  /** Undefined where none is given. */
  readonly key: string | undefined
  readonly stateFile: string
}

/** @throws StartError when the state is of another node than the one that is asked for. */
const refuseOther = ({ kept, name = kept.nodeName, key, stateFile }: Asked): void => {
  const { name: runtimeName, uid } = kept.integrationRuntime
  const isSameRuntime = key === undefined || uidInAuthKey(key)?.toLowerCase() === uid.toLowerCase()
  const isSame = isSameRuntime && name.toLowerCase() === kept.nodeName.toLowerCase()
  if (isSame) return
  throw new StartError(
    `${stateFile} is of the node ${kept.nodeName} of ${runtimeName}: name another file with --state, or have that node leave first`,
  )
}

const outside = (
  { stdout, stderr, signals, now }: Terminal,
  { logLevel }: Static<typeof flags>,
): Pick<AgentParts, 'effects' | 'log' | 'onWorking' | 'stop'> => {
  const stopping = new AbortController()
  void stopSignal(signals).then(() => stopping.abort())
  return {
    effects: { now, randomBytes: machine.randomBytes },
    log: createLogger({ level: logLevel, stderr, isPretty: stderr.isTTY === true }),
    stop: stopping.signal,
    onWorking: ({ nodeName, integrationRuntime: { name, factoryName } }) =>
      void stdout.write(`${nodeName} is a node of ${name} in ${factoryName}.\n`),
  }
}
