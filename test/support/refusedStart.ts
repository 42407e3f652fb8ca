import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type LazuliteOptions, startLazulite } from 'lazulite'
import { runLazulite } from './program.ts'
import { temporaryFolder } from './temporaryFolder.ts'

/** A start that must be refused. */
export interface Attempt {
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** What standard error must say, in whatever order. */
  readonly says: readonly RegExp[]
  /** More than one thing is wrong, and each has a line of its own. */
  readonly isList?: boolean
}

/** A folder in which a server has run, and stopped. */
export const usedFolder = async (t: TestContext, options: LazuliteOptions = {}): Promise<string> => {
  const data = temporaryFolder(t)
  const azure = await startLazulite({ data, ...options })
  await azure.close()
  return data
}

/** Makes its own trouble in a fresh folder, where the start will use `data` unless the flags say otherwise. */
export type Trouble = (t: TestContext, folder: string) => Attempt | Promise<Attempt>

/** Tests that the program refuses to start, and says why as it must: in one line, or in a list, and without a stack. */
export const testRefusals = (troubles: Readonly<Record<string, Trouble>>): void => {
  for (const [what, make] of Object.entries(troubles)) {
    test(what, async (t) => {
      const folder = temporaryFolder(t)
      const { flags = [], env = {}, says, isList = false } = await make(t, folder)
      const isSaid = (flag: string): boolean => flags.some((one) => one.startsWith(`${flag}=`))
      const usual = Object.entries({ '--data': join(folder, 'data'), '--port': 0, '--http-port': 0 })
        .filter(([flag]) => !isSaid(flag))
        .map(([flag, value]) => `${flag}=${value}`)

      const { code, stdout, stderr } = await runLazulite(t, ['start', '--json', ...usual, ...flags], { env })

      assert.deepEqual([code, stdout], [1, ''], stderr)
      for (const reason of says) assert.match(stderr, reason)
      assert.match(stderr, isList ? /^lazulite: [^\n]+:(\n {2}[^\n]+){2,}\n$/ : /^lazulite: [^\n]+\n$/)
      assert.doesNotMatch(stderr, /\n\s+at |defect|Error:|node:/, 'no stack')
    })
  }
}
