import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client, StartWith } from './client.ts'
import { holdExample, saveExample } from './example.ts'
import { runProgram } from './program.ts'
import { startServer } from './server.ts'
import type { Told } from './steps.ts'
import { tellStory } from './tellStory.ts'

/** A client that is ready. */
export interface Trial {
  readonly client: Client
  /** That of its workshop. */
  readonly folder: string
  readonly start: StartWith
}

/**
 * Lets a client tell its story against a server of its own, and then runs the example of its page.
 *
 * @param onStep hears of each step that holds.
 * @throws Error in words for people when one does not.
 */
export const tryClient = async (
  { client, folder, start }: Trial,
  onStep: (name: string, told: Told) => void,
): Promise<void> => {
  const place = join(folder, 'server')
  await mkdir(place)
  const server = await startServer(place)
  try {
    await tellStory(start(client.story), { folder, server }, onStep)
    const example = start(await saveExample(client.name, folder))
    holdExample(await runProgram(example, { folder, env: server.env, patienceMs: 120_000 }))
    onStep('example', {})
  } finally {
    await server.close()
  }
}
