import type { Misfit } from './misfit.ts'

/** Why something is not as the document has it. */
interface Meant {
  readonly reason: string
  explains(misfit: Misfit): boolean
}

/** This half's own list of the differences that are meant. */
export const meant: readonly Meant[] = [
  {
    reason: 'The two operations of interactive query are newer than the document of 2024.',
    explains: ({ subject, operation, place, kind }) =>
      subject === 'list' && /^IntegrationRuntime_/.test(operation) && place === 'operation' && kind === 'extra',
  },
  {
    reason: 'The document speaks of the operation alone, not of the places that its answer says to poll.',
    explains: ({ subject, operation, place, kind }) =>
      subject === 'list' &&
      /_GetOperation(Result|Status)$/.test(operation) &&
      place === 'operation' &&
      kind === 'extra',
  },
  {
    reason: 'The 200 of a long-running operation is what polling ends with; it never comes at once, as recorded.',
    explains: ({ subject, place, kind }) =>
      subject === 'list' && place === 'status 200 in the end' && kind === 'missing',
  },
  {
    reason: 'A code of GitHub cannot be exchanged: there is no application here that GitHub knows.',
    explains: ({ subject, operation, place }) =>
      subject === 'list' && operation === 'Factories_GetGitHubAccessToken' && place === 'status 200',
  },
  {
    reason:
      'The document has If-Match on a PUT and If-None-Match on a GET. RFC 9110 gives both a meaning for every method, ' +
      'and what heeds one here heeds both.',
    explains: ({ subject, place, kind }) =>
      subject === 'list' && /^optional parameter if-(none-)?match$/.test(place) && kind === 'extra',
  },
  {
    reason:
      'The document has no word for null. Data Factory writes it in results of long-running operations, as recorded and ' +
      "in Microsoft's own examples, and where a user stored it. What must be there must be there all the same.",
    explains: ({ subject, kind }) => subject === 'answer' && kind === 'null',
  },
  {
    reason: 'Recorded: the encryption that a factory was given comes back as it was, and clients send an empty one.',
    explains: ({ subject, place, kind }) =>
      subject === 'answer' && /\.properties\.encryption$/.test(place) && kind === 'required',
  },
  {
    reason:
      'Recorded: the details of a refusal by the gateway are bodies of errors. The document, which is of the provider, ' +
      'has each wrapped in an error of its own.',
    explains: ({ subject, place, kind }) =>
      subject === 'answer' && /^body\.error\.details\[\d+\]$/.test(place) && kind === 'required',
  },
]
