import { join } from 'node:path'
import type { Client, StartWith } from './client.ts'
import { Skip } from './skip.ts'
import type { Told } from './steps.ts'
import { tryClient } from './tryClient.ts'
import { openWorkshop } from './workshop.ts'

/** For all that is installed: cold caches took four minutes on two busy cores, and the whole run is to end within eight. */
const installMs = 300_000

/** How many clients ended how. */
export interface Count {
  readonly failed: number
  readonly skipped: number
}

/**
 * Tries clients one after the other, while those behind are being installed.
 *
 * @param folder that the caller throws away.
 * @param say takes the lines of the report; the last one counts: `7 clients, 0 failed, 1 skipped`.
 */
export const tryClients = async (
  clients: readonly Client[],
  folder: string,
  say: (line: string) => void,
): Promise<Count> => {
  const prepared = prepareAll(clients, folder)
  const count = { failed: 0, skipped: 0 }
  for (const { client, ready } of prepared) {
    const about = (words: string): void => say(`${client.name.padEnd(longest(clients))}  ${words}`)
    try {
      await tryClient({ client, folder: join(folder, client.name), start: await ready }, reporter(about))
    } catch (error) {
      const skipped = error instanceof Skip
      count[skipped ? 'skipped' : 'failed'] += 1
      about(`${skipped ? 'skipped' : 'FAILED'}: ${indented((error as Error).message)}`)
    }
  }
  say(`${clients.length} clients, ${count.failed} failed, ${count.skipped} skipped`)
  return count
}

/** Two at a time: each begins when the last but one is ready, or cannot be. */
const prepareAll = (clients: readonly Client[], folder: string) => {
  const untilMs = performance.now() + installMs
  const prepared: { readonly client: Client; readonly ready: Promise<StartWith> }[] = []
  for (const client of clients) {
    const ready = Promise.allSettled([prepared.at(-2)?.ready]).then(async () =>
      client.prepare(await openWorkshop(client, join(folder, client.name), untilMs)),
    )
    // Its turn to be told of may come much later.
    ready.catch(() => undefined)
    prepared.push({ client, ready })
  }
  return prepared
}

const longest = (clients: readonly Client[]): number => Math.max(...clients.map(({ name }) => name.length))

/** A line for each step, with how long it took. */
const reporter = (about: (words: string) => void): ((name: string, told: Told) => void) => {
  let sinceMs = performance.now()
  return (name, told) => {
    const tookMs = performance.now() - sinceMs
    sinceMs += tookMs
    about(name === 'versions' ? versions(told) : `${name.padEnd(18)}${(tookMs / 1000).toFixed(2)} s`)
  }
}

const versions = (told: Told): string =>
  Object.entries(told)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')

const indented = (text: string): string => text.replaceAll('\n', '\n    ')
