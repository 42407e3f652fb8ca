import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client, CommandLine, Workshop } from './client.ts'
import { isThere } from './isThere.ts'
import { machine } from './machine.ts'
import { runProgram } from './program.ts'
import { Skip } from './skip.ts'

/**
 * Makes the folder of a client ready for its `prepare`.
 *
 * @param untilMs when installing must have ended, by `performance.now()`.
 */
export const openWorkshop = async ({ name }: Client, folder: string, untilMs: number): Promise<Workshop> => {
  await cp(join(import.meta.dirname, name), folder, { recursive: true })
  const build = async (command: CommandLine): Promise<void> => {
    const patienceMs = Math.max(1000, Math.round(untilMs - performance.now()))
    await runProgram(command, { folder, env: machine(), patienceMs })
  }
  return {
    folder,
    build,
    install: (command) =>
      build(command).catch((error: Error) => {
        throw new Skip(`${command[0]}: ${complaint(error.message)}`)
      }),
    need: async (program) => {
      if (!(await isThere(program))) throw new Skip(`${program} is not on this machine`)
    },
  }
}

/** What a program says is wrong, in one line: from its first complaint on, else the last that it has said. */
const complaint = (said: string): string => {
  const lines = said.split('\n')
  const first = lines.findIndex((line) => /^\W*(error|fatal)/i.test(line))
  const words = first < 0 ? lines.slice(-1) : lines.slice(first, first + 5)
  return words
    .map((line) => line.trim())
    .join(' ')
    .slice(0, 300)
}
