import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { lazulite, type Program, run, runLazulite } from './program.ts'

/** A key in a file of its owner's, as an agent wants it. */
export const keyFileIn = (folder: string, name: string, key = ''): string => {
  const file = join(folder, name)
  writeFileSync(file, `${key}\n`, { mode: 0o600 })
  return file
}

interface AgentOptions {
  /** Where its state lies. */
  readonly folder: string
  readonly name: string
  readonly keyFile: string
  /** How it finds its server. */
  readonly server: readonly string[]
}

export interface Agent extends Program {
  readonly name: string
  readonly state: string
}

export const stateOf = (folder: string, name: string): string => join(folder, `${name}.state`)

/** `lazulite node run`, as a process of its own. */
export const startAgent = (t: TestContext, { folder, name, keyFile, server }: AgentOptions): Agent => {
  const state = stateOf(folder, name)
  const flags = [`--key-file=${keyFile}`, `--name=${name}`, `--state=${state}`, ...server]
  return { ...run(t, [...lazulite, 'node', 'run', ...flags]), name, state }
}

/** The same, once its server has taken a heartbeat of it. */
export const workingAgent = async (t: TestContext, options: AgentOptions): Promise<Agent> => {
  const agent = startAgent(t, options)
  const tooLate = pause(60_000, undefined, { ref: false }).then(() => {
    throw new Error(`it has not worked within a minute: ${agent.stderr()}`)
  })
  await Promise.race([agent.firstLine, tooLate])
  return agent
}

/** What `lazulite node COMMAND` says of an agent. */
export const tellAgent = (
  t: TestContext,
  { state }: Pick<Agent, 'state'>,
  [command = '', ...flags]: readonly string[],
) => runLazulite(t, ['node', command, `--state=${state}`, ...flags])

/** Asks until it is so; a minute at the most. */
export const eventually = async (what: string, isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await isSo()) return
    await pause(100)
  }
  throw new Error(`it was not so within a minute: ${what}`)
}
