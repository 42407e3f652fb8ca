import type { Terminal } from './command.ts'

/**
 * Answers when somebody asks the program to stop. Later signals do nothing: npm passes on what the terminal has sent to
 * the program already, and a second one is no demand to hurry. SIGHUP is left alone, for the sake of `nohup`.
 */
export const stopSignal = (signals: Terminal['signals']): Promise<void> =>
  new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM']) signals.on(name, () => resolve())
  })
