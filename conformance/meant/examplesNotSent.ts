import type { Example } from '../spec/example.ts'
import type { Meant } from './meant.ts'

const because = (reason: string, ...operations: readonly string[]): readonly Meant<Example>[] =>
  operations.map((id) => ({ name: `the example of ${id}`, reason, covers: ({ operation }) => operation.id === id }))

/** The examples of Microsoft's document that make no sense here. Each counts as one explained difference. */
export const examplesNotSent: readonly Meant<Example>[] = [
  ...because('It needs an application that GitHub knows, and there is none here.', 'Factories_GetGitHubAccessToken'),
]
