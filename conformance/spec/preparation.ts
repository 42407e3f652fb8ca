import type { World } from '../../src/world/worldSchema.ts'
import { requestTo } from '../asking/requestTo.ts'
import { preludeOf } from '../beginning/prelude.ts'
import type { Exchanges, Request } from '../recording/exchange.ts'
import type { Example } from './example.ts'

/** The world that some examples happen in. */
export const worldOf = ([first, ...more]: readonly [Example, ...Example[]]): World =>
  beginningOf([first.exchange, ...more.map(({ exchange }) => exchange)]).world

/** The requests that empty a world. Relative to a server. */
export const emptying = ({ subscriptions = [] }: World): readonly Request[] =>
  subscriptions.flatMap(({ id, resourceGroups = [] }) =>
    resourceGroups.flatMap(({ name, location }) => {
      const path = `/subscriptions/${id}/resourceGroups/${name}`
      return [requestTo('DELETE', path), requestTo('PUT', path, { location })]
    }),
  )

/** The requests that make what an example names, in an empty world. Relative to a server. */
export const preparing = ({ exchange }: Example): readonly Request[] =>
  beginningOf([exchange]).standing.flatMap(({ requests }) => requests)

const beginningOf = (exchanges: Exchanges) => preludeOf({ name: 'examples', exchanges }, (text) => text)
