import { resolve } from 'node:path'
import { Type } from 'typebox'
import { isGone } from '../../nodeAgent/isGone.ts'
import { type NodeServer, nodeServer } from '../../nodeAgent/nodeServer.ts'
import { type NodeState, setStateAside } from '../../nodeAgent/nodeState.ts'
import { Refusal } from '../../nodeAgent/refusal.ts'
import type { Command } from '../command.ts'
import { readOptions } from '../readOptions.ts'
import { inWords } from './inWords.ts'
import { noNodeIn } from './noNodeIn.ts'
import { locate } from './serverSource.ts'
import { stateFlag } from './stateFlag.ts'

const flags = Type.Object({ state: stateFlag })

/** Takes a node out of its runtime. */
export const nodeLeave: Command = {
  name: 'node leave',
  summary: 'Takes a node out of its runtime.',
  usage: '[--state FILE]',
  flags,
  notes:
    'Its name and its place are free then, and it depends on no key. A "node run" that works with the same file ends.',

  run: async (args, { env, stdout }) => {
    const stateFile = resolve(readOptions(flags, args, env).state)
    const aside = await setStateAside(stateFile)
    if (!aside) throw noNodeIn(stateFile)
    const { nodeName, server: source, integrationRuntime } = aside.state
    const server = nodeServer(() => locate(source))
    const wasThere = await inWords(`let ${nodeName} leave`, () => leave(server, aside.state)).catch(async (error) => {
      await aside.putBack()
      throw error
    })
    await aside.remove()
    stdout.write(
      wasThere
        ? `${nodeName} has left ${integrationRuntime.name}.\n`
        : `The server did not know ${nodeName} any more; ${stateFile} is removed.\n`,
    )
    return 0
  },
}

/** @returns whether the server still knew it. */
const leave = async (server: NodeServer, { credential }: NodeState): Promise<boolean> => {
  try {
    await server.leave(credential)
    return true
  } catch (error) {
    if (error instanceof Refusal && isGone(error)) return false
    throw error
  }
}
