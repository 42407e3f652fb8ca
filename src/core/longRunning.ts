export const runtimeDeeds = [
  'start',
  'stop',
  'refreshObjectMetadata',
  'enableInteractiveQuery',
  'disableInteractiveQuery',
] as const

/** What is asked of a runtime and takes its time, by the last word of its path. */
export type RuntimeDeed = (typeof runtimeDeeds)[number]

/**
 * What was answered with 202. Nothing runs for it: it is done when its time has come, whichever process is asked then,
 * and after a restart as before.
 */
export interface LongRunningOperation {
  /** 32 hexadecimal digits. Recorded. */
  readonly id: string
  readonly subscriptionId: string
  /** What it is done to, and goes with; undefined for what is done to a resource group. */
  readonly runtimeUid: string | undefined
  readonly deed: RuntimeDeed | 'deleteResourceGroup'
  /** Milliseconds since 1970. */
  readonly endsAt: number
}

export const isDone = ({ endsAt }: Pick<LongRunningOperation, 'endsAt'>, now: Date): boolean => now.getTime() >= endsAt

/** How long to wait before asking again, in whole seconds: clients take 0 for no advice at all. */
export const secondsLeft = ({ endsAt }: LongRunningOperation, now: Date): number =>
  Math.max(1, Math.ceil((endsAt - now.getTime()) / 1000))
