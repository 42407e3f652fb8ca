import { operations } from '../../src/operations/index.ts'
import { placesOf } from '../comparing/places.ts'
import { examplesNotSent } from '../meant/examplesNotSent.ts'
import type { Reason } from '../meant/meant.ts'
import { meantAnswers } from '../meant/meantAnswers.ts'
import { meantOperations } from '../meant/meantOperations.ts'
import { answerChecker, type CheckAnswer } from './answers.ts'
import type { Breach } from './breach.ts'
import { openDocument } from './document.ts'
import { checkExamples, type Examples } from './examples.ts'
import { breachesOfOperations } from './operations.ts'

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
  /** The entries of the lists that are about what has been checked; of those about answers, about a place that they had. */
  reasons(): readonly Reason[]
}

/**
 * Opens a Swagger 2.0 document, with all files that it refers to.
 *
 * @throws ConformanceError for a file that cannot be read or is something else, and for a reference to nothing.
 */
export const openSpec = async (file: string): Promise<Spec> => {
  const document = await openDocument(file)
  const check = answerChecker(document)
  const places = new Set<string>()
  const checkAnswer: CheckAnswer = (answered) => {
    for (const place of placesOf(answered).keys()) places.add(place)
    return check(answered)
  }
  return {
    checkAnswer,
    checkOperations: () => breachesOfOperations(document, operations),
    checkExamples: () => checkExamples(document, checkAnswer),
    reasons: () => [...meantOperations, ...meantAnswersAbout([...places]), ...examplesNotSent],
  }
}

const meantAnswersAbout = (places: readonly string[]): readonly Reason[] => {
  const kinds = ['null', 'required']
  const possible = places.flatMap((place) => kinds.map((kind) => ({ operation: '', place, kind, words: '' })))
  return meantAnswers.filter(({ covers }) => possible.some(covers))
}
