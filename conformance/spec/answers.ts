import { meantAnswers } from '../meant/meantAnswers.ts'
import type { Answer } from '../recording/exchange.ts'
import { type Breach, breachOf } from './breach.ts'
import type { Document, Documented } from './document.ts'
import { type CheckShape, type ShapeMisfit, shapeChecker } from './shapes.ts'

/** An answer, and what it answers. */
export interface Answered extends Answer {
  readonly method: string
  readonly path: string
}

export type CheckAnswer = (answered: Answered) => readonly Breach[]

/**
 * Makes what holds answers to a document, by their status and body; what the document does not have is let pass. Where
 * the result of a long-running operation is polled for, it is held to what that operation answers when it is done.
 */
export const answerChecker = (document: Document): CheckAnswer => {
  const checkShape = shapeChecker(document)
  const all = document.operations.map((operation) => ({ operation, pattern: patternOf(operation.path) }))
  return ({ method, path, ...answer }) => {
    const begun = method === 'GET' ? /^(.+)\/operationresults\/[^/]+$/i.exec(path)?.[1] : undefined
    const found = all.find(({ operation, pattern }) =>
      begun === undefined
        ? operation.method === method && pattern.test(path)
        : operation.isLongRunning && pattern.test(begun),
    )
    if (!found) return []
    const { operation } = found
    return misfitsOf(operation, answer, checkShape).map((misfit) =>
      breachOf({ operation: operation.id, ...misfit }, meantAnswers),
    )
  }
}

/** Names stand for any one segment; the rest matches in any letter case. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+')}/?$`, 'i')

const misfitsOf = ({ replies }: Documented, answer: Answer, checkShape: CheckShape): readonly ShapeMisfit[] => {
  const { status, body } = answer
  const known = replies.has(String(status)) ? String(status) : 'default'
  if (known === 'default' && status < 400) {
    const others = [...replies.keys()].filter((one) => one !== 'default')
    return [{ place: 'status', kind: 'status', words: `must be ${others.join(' or ')}, and is ${status}` }]
  }
  const schema = replies.get(known)
  if (schema && body === undefined) return [{ place: 'body', kind: 'body', words: 'is missing' }]
  if (schema) return checkShape(schema, body)
  return body === undefined ? [] : [{ place: 'body', kind: 'body', words: 'must be empty' }]
}
