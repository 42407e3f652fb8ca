import assert from 'node:assert/strict'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import type { AddressInfo, Server } from 'node:net'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Lazulite, type LazuliteOptions, startLazulite } from 'lazulite'
import { clientSettings } from '../../../src/cli/clientSettings.ts'
import { writeReadyFile } from '../../../src/ready.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { lazulite } from '../support.ts'

type Changes = Readonly<Record<string, string | undefined>>

interface Visit {
  /** Variables that differ from those that `lazulite env` prints. */
  readonly changes?: Changes
  readonly args?: readonly string[]
  readonly stdin?: string
  readonly now?: () => Date
}

/**
 * A server, and a doctor who looks at an environment in which all is well but for what a test changes.
 *
 * @param after is told how to close the server.
 */
export const startClinic = async (after: (close: () => Promise<void>) => void, options: LazuliteOptions = {}) => {
  const azure = await startLazulite(options)
  after(azure.close)
  const folder = dirname(azure.caFile)
  await writeReadyFile(folder, azure)
  return { folder, azure, see: (visit: Visit = {}) => see(azure, folder, visit) }
}

/** The lines of the doctor, by what they are about, without those that are as they ought to be. */
const see = async (azure: Lazulite, folder: string, { changes = {}, args = [], stdin, now }: Visit) => {
  const { certain } = clientSettings(azure, folder)
  const env = Object.fromEntries(
    Object.entries({ ...certain, ...changes }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  const outside = { ...(stdin !== undefined && { stdin }), ...(now && { now }) }
  const { exitCode, stdout, stderr } = await lazulite(['doctor', '--data', folder, ...args], env, outside)
  const lines = stdout.split('\n').slice(0, -1)
  return { exitCode, stdout, stderr, lines, wrong: lines.filter((line) => line.startsWith('wrong ')) }
}

/** A change of the environment, and the whole of what the doctor must then find wrong: one line. */
export type Fault = readonly [Changes, string | RegExp]

/** Holds that each change leads to its one line, and to nothing else that is wrong. */
export const assertFound = async (
  look: (visit: Visit) => ReturnType<typeof see>,
  faults: readonly Fault[],
): Promise<void> => {
  for (const [changes, expected] of faults) {
    const { exitCode, wrong, stdout } = await look({ changes })

    const named = JSON.stringify(changes)
    assert.equal(exitCode, 1, named)
    assert.equal(wrong.length, 1, `${named}: ${stdout}`)
    const text = wrong[0]?.slice(9) ?? ''
    if (typeof expected === 'string') assert.equal(text, expected)
    else assert.match(text, expected)
  }
}

/** A folder for the PATH that has an az in it, which nobody runs. */
export const pathWithAz = (t: TestContext): string => {
  const folder = temporaryFolder(t)
  writeFileSync(join(folder, 'az'), '')
  return folder
}

/** Lets a server listen on a free port, until the test ends. */
export const portOf = async (t: TestContext, server: Server): Promise<number> => {
  await once(server.listen(0, 'localhost'), 'listening')
  t.after(() => server.close())
  return (server.address() as AddressInfo).port
}
