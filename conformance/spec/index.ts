import { operations } from '../../src/operations/index.ts'
import { answerChecker, type CheckAnswer } from './answers.ts'
import type { Breach } from './breach.ts'
import { openDocument } from './document.ts'
import { checkExamples, type Examples } from './examples.ts'
import { breachesOfOperations } from './operations.ts'

export type { Answered } from './answers.ts'
export type { Breach } from './breach.ts'
export type { Examples } from './examples.ts'

/** Microsoft's document, to hold a server against. */
export interface Spec {
  /** What in an answer breaks the document; nothing where the document has no such operation. */
  readonly checkAnswer: CheckAnswer
  /** Where the project's own list of operations is not as the document has it. */
  checkOperations(): readonly Breach[]
  /**
   * Sends the document's own examples, where they make sense, to fresh servers.
   *
   * @throws ConformanceError for an example that cannot be read.
   */
  checkExamples(): Promise<Examples>
}

/**
 * Opens a Swagger 2.0 document, with all files that it refers to.
 *
 * @throws ConformanceError for a file that cannot be read or is something else, and for a reference to nothing.
 */
export const openSpec = async (file: string): Promise<Spec> => {
  const document = await openDocument(file)
  const checkAnswer = answerChecker(document)
  return {
    checkAnswer,
    checkOperations: () => breachesOfOperations(document, operations),
    checkExamples: () => checkExamples(document, checkAnswer),
  }
}
