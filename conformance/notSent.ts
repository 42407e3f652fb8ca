import { type Exchange, errorCodeOf, pathOf } from './exchange.ts'

/** Exchanges that are not replayed, and why. */
export interface NotSent {
  /** Read after "it is". */
  readonly name: string
  readonly reason: string
  covers(exchange: Exchange): boolean
}

/** What is right below a factory and of no group that Lazulite has: a child type or an action. In lower case. */
const elsewhere = [
  'adfcdcs',
  'adddataflowtodebugsession',
  'createdataflowdebugsession',
  'credentials',
  'dataflows',
  'datasets',
  'deletedataflowdebugsession',
  'executedataflowdebugcommand',
  'getfeaturevalue',
  'globalparameters',
  'linkedservices',
  'pipelineruns',
  'pipelines',
  'privateendpointconnections',
  'privatelinkresources',
  'querydataflowdebugsessions',
  'queryfeaturesvalue',
  'querypipelineruns',
  'querytriggerruns',
  'querytriggers',
  'triggers',
]

const ownProviders = ['microsoft.authorization', 'microsoft.datafactory', 'microsoft.insights', 'microsoft.resources']

const refusedCallers = [
  'AuthenticationFailed',
  'AuthorizationFailed',
  'ExpiredAuthenticationToken',
  'InvalidAuthenticationToken',
  'InvalidAuthenticationTokenAudience',
  'InvalidAuthenticationTokenTenant',
  'LinkedAuthorizationFailed',
]

/** The replay's own list of what it leaves out. Each exchange that is left out counts as one explained difference. */
export const notSent: readonly NotSent[] = [
  {
    name: 'for another service',
    reason: 'The request does not go to Resource Manager, but to sign-in, to a graph or to the data plane.',
    covers: ({ request }) => !/^management\./.test(new URL(request.uri).hostname),
  },
  {
    name: 'about what Data Factory moves data with',
    reason:
      'Lazulite has integration runtimes and the factories that they live in: no pipelines, datasets, linked services, ' +
      'data flows, triggers and runs, no credentials, private endpoints, feature flags and change data capture.',
    covers: ({ request }) => isElsewhere(pathOf(request).toLowerCase()),
  },
  {
    name: 'about another provider',
    reason: 'Lazulite has the provider Microsoft.DataFactory, and of others what goes with it.',
    covers: ({ request }) => {
      const [, namespace] = /^.*\/providers\/([^/]+)/.exec(pathOf(request).toLowerCase()) ?? []
      return namespace !== undefined && !ownProviders.includes(namespace)
    },
  },
  {
    name: 'about the regions of a subscription',
    reason: 'Lazulite knows the names of the regions, and does not list them.',
    covers: ({ request }) => /^\/subscriptions\/[^/]+\/locations\/?$/i.test(pathOf(request)),
  },
  {
    name: 'of a caller who was refused',
    reason: 'A recording has no tokens and does not say who called with which role: the replay calls as an owner.',
    covers: ({ answer }) => refusedCallers.includes(errorCodeOf(answer) ?? ''),
  },
  {
    name: 'of a caller who was too quick',
    reason: 'A recording does not say what was left of a quota when it began.',
    covers: ({ answer }) => answer.status === 429,
  },
]

const isElsewhere = (path: string): boolean => {
  const [, below = '', child] = /\/microsoft\.datafactory\/factories\/[^/]+\/([^/]+)(\/.)?/.exec(path) ?? []
  const isInNetwork = below === 'managedvirtualnetworks' && child !== undefined
  return isInNetwork || elsewhere.includes(below) || /\/locations\/[^/]+\/getfeaturevalue$/.test(path)
}
