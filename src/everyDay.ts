import type { Logger } from 'pino'

const dayMs = 24 * 60 * 60 * 1000

/**
 * Does a piece of work once a day, and logs where it fails; the program does not wait for it to end.
 *
 * @returns how to stop.
 */
export const everyDay = (
  { name, log }: { readonly name: string; readonly log: Logger },
  work: () => Promise<void>,
): (() => void) => {
  const timer = setInterval(() => {
    work().catch((err: unknown) => log.error({ err }, `${name} failed`))
  }, dayMs)
  timer.unref()
  return () => clearInterval(timer)
}
