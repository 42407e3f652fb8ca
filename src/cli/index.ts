import { firstReason } from '../core/firstReason.ts'
import { StartError } from '../core/startError.ts'
import { auditExport } from './audit/export.ts'
import { auditPublicKey } from './audit/publicKey.ts'
import { auditVerify } from './audit/verify.ts'
import type { Command, Terminal } from './command.ts'
import { doctor } from './doctor/doctor.ts'
import { env } from './env.ts'
import { findCommand } from './findCommand.ts'
import { helpOn } from './help.ts'
import { keyringRewrap } from './keyring/rewrap.ts'
import { keyringRotate } from './keyring/rotate.ts'
import { nodeLeave } from './node/leave.ts'
import { nodeRekey } from './node/rekey.ts'
import { nodeRun } from './node/run.ts'
import { refuseKeys } from './refuseKeys.ts'
import { setupAzureCli } from './setup/setupAzureCli.ts'
import { start } from './start.ts'
import { version } from './version.ts'

const commands: readonly Command[] = [
  start,
  env,
  setupAzureCli,
  doctor,
  auditExport,
  auditPublicKey,
  auditVerify,
  keyringRotate,
  keyringRewrap,
  nodeRun,
  nodeRekey,
  nodeLeave,
  version,
  helpOn(() => commands),
]

/**
 * Runs the command that the arguments name.
 *
 * @param invocation `argv` begins behind the program's own name.
 * @returns the exit code: 0, or 1 when the command could not do what it was told, which standard error then says why.
 * @throws Error of Node's for a package that is not installed.
 */
export const run = async ({ argv, ...terminal }: Terminal & { readonly argv: readonly string[] }): Promise<number> => {
  try {
    refuseKeys(argv)
    const { command, rest } = findCommand(commands, spelledOut(argv))
    return await command.run(rest, terminal)
  } catch (error) {
    const first = firstReason(error)
    // The launcher has words for it: the same can keep this very file from being loaded.
    if (isMissingModule(first)) throw first
    terminal.stderr.write(`lazulite: ${reason(first)}\n`)
    return 1
  }
}

/** `lazulite`, `lazulite --help` and `lazulite start --help` ask for help, `lazulite --version` for the version. */
const spelledOut = ([name = 'help', ...args]: readonly string[]): readonly string[] => {
  if (isHelpFlag(name)) return ['help', ...args]
  if (name === '--version') return ['version', ...args]
  return args.some(isHelpFlag) ? ['help', ...beforeFlags([name, ...args])] : [name, ...args]
}

const isHelpFlag = (argument: string): boolean => argument === '--help' || argument === '-h'

const beforeFlags = (args: readonly string[]): readonly string[] =>
  args.slice(
    0,
    args.findIndex((argument) => argument.startsWith('-')),
  )

const isMissingModule = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'

/** Anything but a StartError is a defect, and its stack is for those who can mend it. */
const reason = (error: unknown): string => {
  if (error instanceof StartError) return error.message
  return `this is a defect, please report it. ${error instanceof Error ? error.stack : error}`
}
