import type { Misfit } from '../spec/misfit.ts'
import type { Meant } from './meant.ts'

/** What of answers is meant not to be as Microsoft's document has it. */
export const meantAnswers: readonly Meant<Misfit>[] = [
  {
    name: 'null',
    reason:
      'The document has no word for null. Data Factory writes it in results of long-running operations, as recorded and ' +
      "in Microsoft's own examples, and where a user stored it. What must be there must be there all the same.",
    covers: ({ kind }) => kind === 'null',
  },
  {
    name: 'an empty encryption',
    reason: 'Recorded: the encryption that a factory was given comes back as it was, and clients send an empty one.',
    covers: ({ place, kind }) => /\.properties\.encryption$/.test(place) && kind === 'required',
  },
  {
    name: 'the details of a refusal',
    reason:
      'Recorded: the details of a refusal by the gateway are bodies of errors. The document, which is of the provider, ' +
      'has each wrapped in an error of its own.',
    covers: ({ place, kind }) => /^body\.error\.details\[\d+\]$/.test(place) && kind === 'required',
  },
]
