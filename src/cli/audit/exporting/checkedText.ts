import type { KeyObject } from 'node:crypto'
import { ExportFault } from '../verifying/exportFault.ts'
import { type Verified, Walk } from '../verifying/walk.ts'

/** An export that is verified while it is written. */
interface CheckedText {
  /** To be read once. */
  readonly text: AsyncIterable<string>
  /** To be asked when all of the text is read: what it has, or what is wrong with it. */
  readonly outcome: () => ExportFault | Verified | undefined
}

/** Makes a text of lines. What is wrong with them is no reason not to write them: they are the evidence. */
export const checkedText = (lines: AsyncIterable<readonly string[]>, publicKey: KeyObject): CheckedText => {
  const walk = new Walk(publicKey)
  let outcome: ExportFault | Verified | undefined
  const take = (some: readonly string[]): undefined => {
    for (const line of some) walk.take(Buffer.from(line), 'whole')
  }
  async function* text() {
    for await (const some of lines) {
      outcome ??= faultIn(() => take(some))
      yield some.map((line) => `${line}\n`).join('')
    }
    outcome ??= faultIn(() => walk.end())
  }
  return { text: text(), outcome: () => outcome }
}

/** What a piece of work says, or what it finds to be wrong. */
const faultIn = <T>(work: () => T): ExportFault | T => {
  try {
    return work()
  } catch (error) {
    if (error instanceof ExportFault) return error
    throw error
  }
}
