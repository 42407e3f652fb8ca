import { foldCase } from '../../src/core/letterCase.ts'
import { type Answer, type Exchange, errorCodeOf, pathOf, type Request } from '../recording/exchange.ts'
import { isOfDataFactory, mentionedIn } from './mentioned.ts'

/** Something that must have been done before an exchange, and was left out of the recording. */
interface Step {
  readonly name: string
  /** The request that does it, relative to the server; undefined where it was not left out. */
  before(next: Exchange, past: readonly Exchange[]): Request | undefined
}

/** A subscription that did not know Data Factory knows it now, and nobody is seen to have registered it. */
const registerTheProvider: Step = {
  name: 'register the provider',
  before: (next, past) => {
    const path = providerPathOf(next)
    const last = past.findLast((exchange) => foldCase(providerPathOf(exchange) ?? '') === foldCase(path ?? ''))
    if (path === undefined || last === undefined || !isUnregistered(last) || isUnregistered(next)) return undefined
    if (isAboutRegistration(next)) return undefined
    return { method: 'POST', uri: `${path}/register?api-version=2021-04-01`, headers: {}, body: undefined }
  },
}

const steps: readonly Step[] = [registerTheProvider]

/** A step that is to be done. */
export interface LeftOut {
  readonly name: string
  readonly request: Request
}

/** What must be done before the next exchange of a recording, by all that stands in it before. */
export const leftOutBefore = (next: Exchange, past: readonly Exchange[]): readonly LeftOut[] =>
  steps.flatMap(({ name, before }) => {
    const request = before(next, past)
    return request ? [{ name, request }] : []
  })

/** Where Data Factory is registered in the subscription of a request that is about it. */
const providerPathOf = ({ request }: Exchange): string | undefined => {
  const path = pathOf(request)
  const { subscriptionId } = mentionedIn(path)
  return isOfDataFactory(path) && subscriptionId
    ? `/subscriptions/${subscriptionId}/providers/Microsoft.DataFactory`
    : undefined
}

const isAboutRegistration = ({ request }: Exchange): boolean =>
  /\/providers\/Microsoft\.DataFactory(\/register)?\/?$/i.test(pathOf(request))

const isUnregistered = ({ answer }: { readonly answer: Answer }): boolean =>
  errorCodeOf(answer) === 'MissingSubscriptionRegistration'
