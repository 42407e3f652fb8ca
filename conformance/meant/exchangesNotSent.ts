import { foldCase } from '../../src/core/letterCase.ts'
import { type Exchange, errorCodeOf, pathOf } from '../recording/exchange.ts'
import type { Meant } from './meant.ts'

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

/**
 * The exchanges that are not replayed; their names are read after "it is". Each counts as one explained difference.
 */
export const exchangesNotSent: readonly Meant<Exchange>[] = [
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
    covers: ({ request }) => isElsewhere(foldCase(pathOf(request))),
  },
  {
    name: 'about another provider',
    reason: 'Lazulite has the provider Microsoft.DataFactory, and of others what goes with it.',
    covers: ({ request }) => {
      const [, namespace] = /^.*\/providers\/([^/]+)/.exec(foldCase(pathOf(request))) ?? []
      return namespace !== undefined && !ownProviders.includes(namespace)
    },
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
