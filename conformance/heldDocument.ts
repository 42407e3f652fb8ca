import type { CheckAnswer } from './asking/takeTurn.ts'
import type { Reason } from './meant/meant.ts'
import { pathOf } from './recording/exchange.ts'
import type { Breach } from './spec/breach.ts'

/** What Microsoft's document says of a server beside the answers of a replay. */
export interface Held {
  /** Of its examples, how many were sent. */
  readonly examples: number
  readonly breaches: readonly Breach[]
  /** The entries of the lists that explain what breaks it. */
  readonly reasons: readonly Reason[]
}

/** Microsoft's document, or none. */
export interface HeldDocument {
  /** Holds an answer of the replay against it. */
  readonly checkAnswer: CheckAnswer
  /** Holds the project's own list of operations against it, and the answers to its examples. Undefined without one. */
  hold(): Promise<Held | undefined>
}

/**
 * Opens a document; without a file nothing is held against anything.
 *
 * @throws ConformanceError for a file that is no such document.
 */
export const openHeldDocument = async (file: string | undefined): Promise<HeldDocument> => {
  if (file === undefined) return { checkAnswer: () => [], hold: async () => undefined }
  // Loaded only here: the library that checks schemas is large.
  const { openSpec } = await import('./spec/index.ts')
  const spec = await openSpec(file)
  return {
    checkAnswer: (request, answer) =>
      spec
        .checkAnswer({ ...answer, method: request.method, path: pathOf(request) })
        .map((breach) => ({ place: 'document', kind: 'document', ...breach })),
    hold: async () => {
      const { sent, breaches } = await spec.checkExamples()
      return { examples: sent, breaches: [...spec.checkOperations(), ...breaches], reasons: spec.reasons() }
    },
  }
}
