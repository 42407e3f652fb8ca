import type { ResourceGroupId } from './resourceId.ts'

export interface ResourceGroup {
  readonly id: ResourceGroupId
  readonly location: string
  readonly tags: Readonly<Record<string, string>>
}
