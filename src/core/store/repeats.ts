import type { RepeatableRequest } from '../repeatableRequest.ts'

/** What the core needs kept of requests that may come again. Their answers are sealed at rest. */
export interface RepeatReader {
  /**
   * Whether it has expired is the caller's to see.
   *
   * @throws SealBroken when the answer is not as it was kept.
   */
  findRepeatable(of: Pick<RepeatableRequest, 'id' | 'objectId' | 'tenantId'>): Promise<RepeatableRequest | undefined>
}

export interface RepeatWriter {
  /** Fails for one whose id is there: what is done under it is done once. */
  addRepeatable(request: RepeatableRequest): Promise<void>
  /** @param ms milliseconds since 1970. */
  forgetRepeatablesBefore(ms: number): Promise<void>
}
