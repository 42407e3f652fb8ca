import { namedByUs } from '../../src/openApi/namedByUs.ts'
import type { Misfit } from '../spec/misfit.ts'
import type { Meant } from './meant.ts'

/** Both sides are named, so that a change of either is told. */
const isOneOf =
  (...places: readonly string[]) =>
  ({ place }: Misfit): boolean =>
    places.includes(place)

/** What of the project's own list of operations is meant not to be as Microsoft's document has it. */
export const meantOperations: readonly Meant<Misfit>[] = [
  {
    name: 'interactive query',
    reason: 'The two operations of interactive query are newer than the document of 2024.',
    covers: ({ operation, place, kind }) =>
      /^IntegrationRuntime_/.test(operation) && place === 'operation' && kind === 'extra',
  },
  {
    name: 'the places of polls',
    reason: 'The document speaks of the operation alone, not of the places that its answer says to poll.',
    covers: ({ operation, place, kind }) => namedByUs.includes(operation) && place === 'operation' && kind === 'extra',
  },
  {
    name: 'the end of a long-running operation',
    reason: 'The 200 of a long-running operation is what polling ends with; it never comes at once, as recorded.',
    covers: ({ place, kind }) => place === 'status 200 in the end' && kind === 'missing',
  },
  {
    name: 'a code of GitHub',
    reason: 'A code of GitHub cannot be exchanged: there is no application here that GitHub knows.',
    covers: ({ operation, place }) => operation === 'Factories_GetGitHubAccessToken' && place === 'status 200',
  },
  {
    name: 'conditions',
    reason:
      'The document has If-Match on a PUT and If-None-Match on a GET. RFC 9110 gives both a meaning for every method, ' +
      'and what heeds one here heeds both.',
    covers: ({ place, kind }) => /^optional parameter if-(none-)?match$/.test(place) && kind === 'extra',
  },
  {
    name: 'the names of resource groups',
    reason:
      "The document of a provider has no last word on them. Resource Manager's own documentation allows letters and " +
      'digits of any script, and no dot at the end.',
    covers: isOneOf(
      String.raw`pattern ^[-\w\._\(\)]+$ of resourceGroupName`,
      String.raw`pattern ^[-\p{L}\p{N}_.()]*[-\p{L}\p{N}_()]$ of resourceGroupName`,
    ),
  },
  {
    name: 'the names of nodes',
    reason: 'The document says twice how long the name of a node may be, once within the pattern.',
    covers: isOneOf(
      'pattern ^[a-z0-9A-Z][a-z0-9A-Z_-]{0,149}$ of nodeName',
      'pattern ^[a-zA-Z0-9][a-zA-Z0-9_-]*$ of nodeName',
    ),
  },
]
