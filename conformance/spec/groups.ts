import { groupOf } from '../../src/openApi/groupOf.ts'
import type { Documented } from './document.ts'

/** The groups of Microsoft's document that are here whole. */
const groups = [
  'Factories',
  'IntegrationRuntime',
  'IntegrationRuntimeNodes',
  'IntegrationRuntimeObjectMetadata',
  'IntegrationRuntimes',
  'Operations',
]

export const isOfOurGroups = ({ id }: Documented): boolean => groups.includes(groupOf(id))
