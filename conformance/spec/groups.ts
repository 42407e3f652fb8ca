import type { Documented } from './document.ts'

/** The groups of Microsoft's document that are here whole, by the first word of their `operationId`. */
const groups = [
  'Factories',
  'IntegrationRuntime',
  'IntegrationRuntimeNodes',
  'IntegrationRuntimeObjectMetadata',
  'IntegrationRuntimes',
  'Operations',
]

export const isOfOurGroups = ({ id }: Documented): boolean => groups.includes(id.split('_', 1)[0] ?? '')
