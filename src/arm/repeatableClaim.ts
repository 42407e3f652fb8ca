import type { FastifyRequest } from 'fastify'
import { foldCase } from '../core/letterCase.ts'
import { clockDifferenceMs, repeatabilityNotSupported, requireWithinWindow } from '../core/repeatability.ts'
import type { AnyOperation } from '../operations/operation.ts'
import type { Asked } from './audit.ts'
import { fillIn } from './fillIn.ts'
import type { Gate } from './gate.ts'
import { clientRequestId, repeatableHeaders } from './repeatableHeaders.ts'

/** The wish to have a change done once, however often it is asked for. */
export interface Claim {
  readonly asked: Asked
  /** A UUID in lower case. */
  readonly id: string
  /** Whether other requests may have the same id: it is then this request that it stands for, and they are others. */
  readonly isShared: boolean
  /** All that makes the request this one and no other. */
  readonly text: string
  /** Milliseconds since 1970. */
  readonly keptUntil: number
}

/**
 * Makes what finds out whether a request is to be done once. One is that never says so: a GET or HEAD, whose headers OASIS
 * Repeatable Requests 1.0 has servers ignore. A POST that only reads is read again each time: what is there then is as
 * if it had come once.
 *
 * @throws CloudError `RepeatabilityRejected`, `OutsideRepeatabilityWindow`, and `RepeatabilityNotSupported` for a task.
 */
export const claimer = (
  { effects, repeatability: { windowMs, takesClientRequestIds } }: Pick<Gate, 'effects' | 'repeatability'>,
  operation: AnyOperation,
): ((asked: Asked) => Claim | undefined) => {
  const { effect, method } = operation
  if (method === 'GET' || method === 'HEAD') return () => undefined

  const claimByHeaders = (asked: Asked): Claim | undefined => {
    const headers = repeatableHeaders(asked.request)
    if (!headers) return undefined
    const { id, firstSentMs } = headers
    requireWithinWindow(firstSentMs, { windowMs, nowMs: effects.now().getTime() })
    if (effect === 'task') throw repeatabilityNotSupported()
    const text = textOf(operation, asked, firstSentMs)
    return { asked, id, isShared: false, text, keptUntil: firstSentMs + windowMs + clockDifferenceMs }
  }

  const claimByClient = (asked: Asked): Claim | undefined => {
    const id = takesClientRequestIds && effect === 'change' ? clientRequestId(asked.request) : undefined
    if (id === undefined) return undefined
    return { asked, id, isShared: true, text: textOf(operation, asked), keptUntil: effects.now().getTime() + windowMs }
  }

  return (asked) => {
    try {
      const claim = claimByHeaders(asked) ?? claimByClient(asked)
      if (claim) tellResult(asked, 'accepted')
      return effect === 'change' ? claim : undefined
    } catch (refusal) {
      tellResult(asked, 'rejected')
      throw refusal
    }
  }
}

/**
 * Tells in the answer, whatever else becomes of it, whether the request counts as one that may come again. Accepted: what
 * it has done, it has done once. Rejected: it has done nothing.
 */
export const tellResult = ({ reply }: Asked, result: 'accepted' | 'rejected'): void =>
  void reply.header('repeatability-result', result)

/** Headers that say what is to be done; all others may be new each time: the token, the ids of tracing. */
const heeded = ['if-match', 'if-none-match', 'x-lazulite-if-unused'] as const

/** The same for all spellings of a URL; the body to the letter. */
const textOf = ({ method, path }: AnyOperation, { request, target }: Asked, firstSentMs?: number): string =>
  JSON.stringify([
    method,
    foldCase(fillIn(path, target)),
    queryOf(request),
    heeded.map((name) => request.headers[name] ?? null),
    firstSentMs ?? null,
    request.body ?? null,
  ])

const queryOf = ({ query }: FastifyRequest): readonly (readonly [string, unknown])[] =>
  Object.entries(query as Readonly<Record<string, unknown>>)
    .map(([name, value]) => [foldCase(name), value] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
