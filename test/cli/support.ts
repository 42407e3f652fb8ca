import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { root } from '../../conformance/clients/root.ts'
import { run } from '../../src/cli/index.ts'

export interface Outcome {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

interface Outside {
  readonly stdin?: string
  readonly now?: () => Date
}

/** A command that ends by itself, run within the test's own process. */
export const lazulite = async (
  argv: readonly string[],
  env: Record<string, string> = {},
  { stdin = '', now = () => new Date() }: Outside = {},
): Promise<Outcome> => {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const exitCode = await run({
    argv,
    env,
    stdin: () => Readable.from([stdin]),
    stdout,
    stderr,
    signals: new EventEmitter(),
    now,
  })
  stdout.end()
  stderr.end()
  return { exitCode, stdout: await text(stdout), stderr: await text(stderr) }
}

const ownLauncher = join(root, 'bin/lazulite.js')

interface Spawning {
  readonly argv: readonly string[]
  readonly nodeFlags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Another than that of the checkout. */
  readonly launcher?: string
}

/** The program as a person starts it: a process of its own, killed when the test ends. */
export const spawnLazulite = (t: TestContext, { argv, nodeFlags = [], env = {}, launcher = ownLauncher }: Spawning) => {
  const { PATH } = process.env
  const child: ChildProcess = spawn(process.execPath, [...nodeFlags, launcher, ...argv], {
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.after(() => child.kill('SIGKILL'))
  const streams = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (streams.stdout += chunk))
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (streams.stderr += chunk))
  const ended = once(child, 'close').then(([exitCode, signal]) => ({ exitCode: exitCode ?? signal, ...streams }))

  return {
    ended,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    closeStdout: () => child.stdout?.destroy(),
    /** What standard output has when it first matches. */
    stdoutMatching: async (pattern: RegExp): Promise<string> => {
      while (!pattern.test(streams.stdout)) {
        const stopped = await Promise.race([once(child.stdout ?? child, 'data').then(() => undefined), ended])
        if (stopped) throw new Error(`it stopped with ${stopped.exitCode}: ${stopped.stderr}`)
      }
      return streams.stdout
    },
  }
}
