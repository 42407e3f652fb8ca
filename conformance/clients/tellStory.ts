import type { CommandLine } from './client.ts'
import { crowd } from './crowd.ts'
import { lastLines, type Program, startProgram } from './program.ts'
import type { Server } from './server.ts'
import { type Step, steps, type Told } from './steps.ts'

/** Where a client's program runs, and against what. */
export interface Stage {
  readonly folder: string
  readonly server: Server
}

const patienceMs = 240_000

/**
 * Runs a client's program through the whole story. It writes a line of JSON for each step, `{"step":…,"told":{…}}`, and
 * regenerates `authKey1` once for each line that it is sent: by then others have used up its quota.
 *
 * @param onStep hears of each step that has been told and holds.
 * @throws Error naming the step that does not hold or is not reached, with the program's last words.
 */
export const tellStory = async (
  command: CommandLine,
  { folder, server }: Stage,
  onStep: (name: string, told: Told) => void,
): Promise<void> => {
  const program = startProgram(command, { folder, env: server.env, patienceMs })
  const over = new AbortController()
  const crowded = async (): Promise<void> => {
    await crowd(server.spend, AbortSignal.any([server.refused, over.signal]))
    program.nudge()
  }
  const past = new Map<string, Told>()
  try {
    for await (const line of program.lines) {
      const { name, told } = hold(line, past)
      if (name === 'throttled once' && !server.refused.aborted) {
        // The crowd had left a token, and the client has found it.
        program.nudge()
        continue
      }
      past.set(name, told)
      onStep(name, told)
      if (name === 'list again') await crowded()
      if (name === 'throttled once') program.endInput()
      if (name === 'device code') await server.enterDeviceCode(String(told.message))
    }
    await requireEnd(program, past)
    if ((await server.countGroups()) > 0) throw new Error('delete: the resource group is still there')
  } finally {
    over.abort()
    program.kill('SIGKILL')
  }
}

/** What a line says, if it is the next step and holds. */
const hold = (line: string, past: ReadonlyMap<string, Told>): { readonly name: string; readonly told: Told } => {
  const { step, told } = parse(line)
  const next = nextOf(past, step)
  if (next === undefined || next.name !== step) {
    throw new Error(`${next?.name ?? 'the end'}: the program told of ${step ?? line} in its place`)
  }
  try {
    next.holds?.(told, past)
  } catch (error) {
    throw new Error(`${step}: ${(error as Error).message}`)
  }
  return { name: next.name, told }
}

/** The step behind the last one that was told of; where that is left out which may be, the one that is told of instead. */
const nextOf = (past: ReadonlyMap<string, Told>, step: string | undefined): Step | undefined => {
  const last = steps.findLastIndex(({ name }) => past.has(name))
  const left = steps.slice(last + 1)
  const required = left.findIndex(({ isOptional }) => !isOptional)
  const possible = left.slice(0, required < 0 ? left.length : required + 1)
  return possible.find(({ name }) => name === step) ?? possible.at(step === undefined ? 0 : -1)
}

const parse = (line: string): { readonly step?: string; readonly told: Told } => {
  try {
    return JSON.parse(line)
  } catch {
    return { told: {} }
  }
}

const requireEnd = async (program: Program, past: ReadonlyMap<string, Told>): Promise<void> => {
  const { trouble, stderr } = await program.ended
  const next = nextOf(past, undefined)
  if (trouble === undefined && (next === undefined || next.isOptional)) return
  const where = next?.name ?? 'the end'
  throw new Error(`${where}: the program ${trouble ?? 'ended before it'}\n${lastLines(stderr)}`)
}
