import type { Environment } from '../../config/readVariables.ts'
import { StartError } from '../../core/startError.ts'
import { runProgram } from '../runProgram.ts'

/** az may have to start Python on a slow machine. */
const patienceMs = 120_000

/**
 * Runs the Azure CLI.
 *
 * @param env the whole of what it sees.
 * @param input what its `@-` reads.
 * @returns what it printed.
 * @throws StartError when it is not there, fails or does not end.
 */
export const az = async (args: readonly string[], env: Environment, input?: string): Promise<string> => {
  const ran = await runProgram({ file: 'az', args, env, patienceMs, ...(input !== undefined && { input }) })
  if (ran.ended === 'well') return ran.stdout
  const command = `az ${args.slice(0, 2).join(' ')}`
  if (ran.ended === 'badly') throw new StartError(`"${command}" failed: ${complaint(ran.stderr)}`)
  if (ran.ended === 'tooLate') throw new StartError(`"${command}" did not end within ${patienceMs / 1000} s`)
  throw new StartError(
    'az is not on the PATH: install the Azure CLI, https://learn.microsoft.com/cli/azure/install-azure-cli, or add its folder',
  )
}

/** That there is one, and where in the program: the line behind, which is not indented, says what happened. */
const aboutTraceback = /here is the traceback:|^Traceback |^\s/i

/** The line in which az says what is wrong, among its warnings and hints. */
const complaint = (stderr: string): string => {
  const lines = stderr.split(/\r?\n/).filter((line) => line.trim() !== '')
  const first = lines.findIndex((one) => one.startsWith('ERROR: '))
  const line = lines.slice(first < 0 ? -1 : first).find((one) => !aboutTraceback.test(one)) ?? 'it does not say why'
  // Behind it come ids of this very request.
  return line.replace(/^ERROR: /, '').replace(/ Trace ID:.*$/, '')
}
