import { resolve } from 'node:path'
import { readConfig } from '../config/readConfig.ts'
import { Settings } from '../config/settings.ts'
import { createLogger } from '../logger.ts'
import { removeReadyFile, writeReadyFile } from '../ready.ts'
import type { Command } from './command.ts'
import { stopSignal } from './stopSignal.ts'
import { welcome } from './welcome.ts'

/** Runs the server until a signal stops it. */
export const start: Command = {
  name: 'start',
  summary: 'Runs the server until SIGINT (Ctrl+C) or SIGTERM.',
  usage: '[FLAGS]',
  flags: Settings,
  notes:
    'Each flag is an environment variable, too: --http-port is LAZULITE_HTTP_PORT. The flag wins. A flag or a\n' +
    'LAZULITE_ variable that is not known stops the program.',

  run: async (flags, { env, stdout, stderr, signals }) => {
    const config = readConfig({ flags, env })
    const log = createLogger({ level: config.logLevel, stderr, isPretty: stderr.isTTY === true && !config.json })
    const stopped = stopSignal(signals)
    // Loaded only here, because all other commands are quick without it.
    const { startServer } = await import('../main.ts')
    const { ready, close } = await startServer(config, log)
    const folder = resolve(config.data)
    // What was deferred last is done first: nobody is sent to a server that is closing.
    await using running = new AsyncDisposableStack()
    running.defer(close)
    await writeReadyFile(folder, ready)
    running.defer(() => removeReadyFile(folder))

    stdout.write(config.json ? `${JSON.stringify(ready)}\n` : welcome(ready, folder))
    await stopped
    log.info('stopping')
    return 0
  },
}
