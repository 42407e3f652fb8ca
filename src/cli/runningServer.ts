import { type ReadyLine, readReadyFile } from '../ready.ts'
import { noServerOn } from './noServerOn.ts'

const patienceMs = 5000

/**
 * The line of the server that runs on a data folder.
 *
 * @throws StartError when none does, or none that answers.
 */
export const runningServer = async (folder: string): Promise<ReadyLine> => {
  const ready = await readReadyFile(folder)
  if (!ready || !(await answers(ready.httpUrl))) throw noServerOn(folder)
  return ready
}

/** A server that was killed has left its file behind. */
const answers = (httpUrl: string): Promise<boolean> =>
  fetch(`${httpUrl}/health`, { signal: AbortSignal.timeout(patienceMs) }).then(
    ({ ok }) => ok,
    () => false,
  )
