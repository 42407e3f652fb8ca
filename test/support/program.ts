import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { machine } from '../../conformance/clients/machine.ts'
import { root } from '../../conformance/clients/root.ts'
import type { ReadyLine } from '../../src/ready.ts'
import { leaveText, runFolder } from './secrets/leave.ts'

/** The program itself, run from its sources. */
export const lazulite: readonly [string, ...string[]] = [
  process.execPath,
  '--conditions=lazulite-source',
  ...(runFolder === undefined ? [] : [`--import=${new URL('../secrets/recordDraws.ts', import.meta.url)}`]),
  join(root, 'bin/lazulite.js'),
]

interface Invocation {
  /** Beside the variables of the machine; those of the machine that mean this program are left out. */
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Signals go to all that the program has started, too, as Ctrl+C does on a terminal. */
  readonly asGroup?: boolean
}

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Program {
  readonly stdout: () => string
  readonly stderr: () => string
  /** The first line on standard output; rejected when the program ends without one. */
  readonly firstLine: Promise<string>
  readonly kill: (signal: NodeJS.Signals) => void
  /** Nobody reads standard error any more: what is written there fails. */
  readonly closeStderr: () => void
  readonly ended: Promise<Ended>
}

/** Runs a program, and kills it when the test ends, whatever becomes of the test. */
export const run = (t: TestContext, [file, ...args]: readonly [string, ...string[]], at: Invocation = {}): Program => {
  const child = spawn(file, args, {
    cwd: at.cwd ?? root,
    env: { ...machine(), NODE_COMPILE_CACHE: compileCache, ...at.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: at.asGroup ?? false,
  })
  let stdout = ''
  let stderr = ''
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      const [line = '', ...more] = stdout.split('\n', 2)
      if (more.length > 0) resolve(line)
    })
    ended.then(({ code, signal }) => reject(new Error(`ended with ${code ?? signal}: ${stderr}`)), reject)
  })
  firstLine.catch(() => undefined)
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const kill = (signal: NodeJS.Signals): void => {
    if (!at.asGroup) child.kill(signal)
    else if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, signal)
  }
  t.after(async () => {
    kill('SIGKILL')
    await ended
    leaveText('stderr', stderr)
    if (args.includes('start')) leaveText('stdout', stdout)
  })
  const closeStderr = (): void => void child.stderr.destroy()
  return { stdout: () => stdout, stderr: () => stderr, firstLine, kill, closeStderr, ended }
}

/** What `lazulite ARGS` does when it is left to end by itself. */
export const runLazulite = async (t: TestContext, args: readonly string[], at: Invocation = {}) => {
  const { stdout, stderr, ended } = run(t, [...lazulite, ...args], at)
  const { code } = await ended
  return { code, stdout: stdout(), stderr: stderr() }
}

export interface Server extends Program {
  readonly ready: ReadyLine
}

/** `lazulite start` on a folder and, unless the flags say otherwise, on free ports; answered when it is ready. */
export const startProgram = async (t: TestContext, data: string, flags: readonly string[] = []): Promise<Server> => {
  const usual = ['--port=0', '--http-port=0', '--log-level=warn'].filter(
    (flag) => !flags.some((said) => said.startsWith(flag.replace(/[^=]*$/, ''))),
  )
  const program = run(t, [...lazulite, 'start', '--json', `--data=${data}`, ...usual, ...flags])
  return { ...program, ready: JSON.parse(await program.firstLine) }
}

/** A start takes half the time where Node keeps what it has compiled; the folder goes with the dependencies. */
const compileCache = join(root, 'node_modules/.cache/lazulite-tests')
