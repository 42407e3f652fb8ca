import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'
import type { CommandLine } from './client.ts'

/** Where a program runs, and what it sees. */
export interface Place {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  /** It is killed when it has not ended by then. */
  readonly patienceMs: number
}

/** How a program has ended. */
export interface Ended {
  /** Undefined where its exit code is 0; else `ended with code 1`, or `killed after 180 s`. */
  readonly trouble: string | undefined
  readonly stderr: string
}

export interface Program {
  /** What it writes to standard output; ends when the program does. */
  readonly lines: AsyncIterable<string>
  /** What it writes to standard error, while it does. */
  onError(listener: (line: string) => void): void
  /** Sends it an empty line. */
  nudge(): void
  /** Sends it nothing any more. */
  endInput(): void
  /** A second signal, or one for a program that has ended, does nothing. */
  kill(signal: NodeJS.Signals): void
  /** Rejected when it cannot be started. */
  readonly ended: Promise<Ended>
}

/** Starts a program. */
export const startProgram = ([file, ...args]: CommandLine, { folder, env, patienceMs }: Place): Program => {
  // A group of its own: what it has started in turn is stopped with it.
  const child = spawn(file, args, { cwd: folder, env, detached: true })
  // It may end without having read what it is sent.
  child.stdin.on('error', () => undefined)
  const lines = createInterface({ input: child.stdout })
  const errors = createInterface({ input: child.stderr })
  const stderr: string[] = []
  errors.on('line', (line) => stderr.push(line))
  const kill = (signal: NodeJS.Signals): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, signal)
  }
  const patience = setTimeout(() => kill('SIGKILL'), patienceMs)
  const killNow = (): void => kill('SIGKILL')
  process.once('exit', killNow)
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      const how =
        signal === 'SIGKILL'
          ? `killed after ${Math.round(patienceMs / 1000)} s`
          : `ended with ${signal ?? `code ${code}`}`
      resolve({ trouble: code === 0 ? undefined : how, stderr: stderr.join('\n') })
    })
  }).finally(() => {
    clearTimeout(patience)
    process.off('exit', killNow)
  })
  ended.catch(() => undefined)
  return {
    lines,
    onError: (listener) => void errors.on('line', listener),
    nudge: () => void child.stdin.write('\n'),
    endInput: () => void child.stdin.end(),
    kill,
    ended,
  }
}

/**
 * Runs a program that asks for nothing.
 *
 * @returns what it wrote to standard output.
 * @throws Error with its last words when it fails.
 */
export const runProgram = async (command: CommandLine, place: Place): Promise<string> => {
  const program = startProgram(command, place)
  program.endInput()
  const said: string[] = []
  for await (const line of program.lines) said.push(line)
  const { trouble, stderr } = await program.ended
  const all = said.join('\n')
  if (trouble !== undefined) throw new Error(`${command[0]} ${trouble}\n${lastLines(`${all}\n${stderr}`)}`)
  return all
}

/** The end of what a program has said, without empty lines and colours. */
export const lastLines = (text: string): string =>
  stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-20)
    .join('\n')
