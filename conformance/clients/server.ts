import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { CommandLine } from './client.ts'
import { enterDeviceCode } from './enterDeviceCode.ts'
import { machine } from './machine.ts'
import { signInAsOwner } from './owner.ts'
import { type Program, runProgram, startProgram } from './program.ts'
import { root } from './root.ts'

/** A server of ours, started as people start it, for one client. */
export interface Server {
  /** What the client sees: the machine's own environment, what `lazulite env` prints, and `lazulite` on the PATH. */
  readonly env: NodeJS.ProcessEnv
  /** Uses up a write of the client's principal. Answers the status. */
  spend(): Promise<number>
  /** Aborted as soon as a request that `spend` has not made is refused with 429. */
  readonly refused: AbortSignal
  /** Signs a person in who has this message from a device. */
  enterDeviceCode(message: string): Promise<void>
  /** How many resource groups there are in the client's subscription. */
  countGroups(): Promise<number>
  close(): Promise<void>
}

/** Nobody's, so that the server's log shows whose request it was. */
const spentAt =
  'resourceGroups/crowd/providers/Microsoft.DataFactory/factories/crowd/integrationRuntimes/crowd/listAuthKeys'

const lazulite: CommandLine = [process.execPath, join(root, 'bin/lazulite.js')]

/** @param folder of its own, for the data and for `lazulite`. */
export const startServer = async (folder: string): Promise<Server> => {
  const env = { ...machine(), LAZULITE_DATA: join(folder, 'data'), LAZULITE_THROTTLE: 'bucket' }
  const program = startProgram([...lazulite, 'start', '--json', '--port=0', '--http-port=0'], {
    folder,
    env,
    patienceMs: 900_000,
  })
  const close = async (): Promise<void> => {
    program.kill('SIGTERM')
    await program.ended
  }
  const refused = new AbortController()
  program.onError((line) => {
    if (line.includes('"status":429') && !line.includes(spentAt)) refused.abort()
  })
  try {
    const ready = JSON.parse(await firstLine(program))
    const printed = await runProgram([...lazulite, 'env', '--shell=json'], { folder, env, patienceMs: 60_000 })
    const ask = await signInAsOwner(ready)
    return {
      env: { ...env, ...JSON.parse(printed), PATH: `${await programsIn(folder)}${delimiter}${process.env.PATH}` },
      spend: async () => (await ask('POST', `${spentAt}?api-version=2018-06-01`)).status,
      refused: refused.signal,
      enterDeviceCode: (message) => enterDeviceCode(ready.httpUrl, message),
      countGroups: async () => {
        const list = (await (await ask('GET', 'resourceGroups?api-version=2021-04-01')).json()) as { value: object[] }
        return list.value.length
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const firstLine = async ({ lines, ended }: Program): Promise<string> => {
  for await (const line of lines) return line
  throw new Error(`the server did not start: ${(await ended).stderr}`)
}

/** A folder with the `lazulite` of this checkout. */
const programsIn = async (folder: string): Promise<string> => {
  const programs = join(folder, 'bin')
  await mkdir(programs)
  await writeFile(join(programs, 'lazulite'), `#!/bin/sh\nexec '${lazulite.join("' '")}' "$@"\n`, { mode: 0o755 })
  return programs
}
