import type { EventEmitter } from 'node:events'
import type { TObject } from 'typebox'
import type { Environment } from '../config/readVariables.ts'

/** What a command may touch of the world outside. */
export interface Terminal {
  readonly env: Environment
  /** Opened only when asked for: most commands read nothing. */
  readonly stdin: () => AsyncIterable<Buffer | string>
  /** What was asked for, and nothing else. */
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean }
  /** Tells of `SIGINT` and `SIGTERM`. */
  readonly signals: Pick<EventEmitter, 'on'>
  readonly now: () => Date
}

/** One thing that `lazulite` can be told to do. */
export interface Command {
  /** One word, or several with a space between: those that begin with the same word belong together. */
  readonly name: string
  /** One line, for the list of all. */
  readonly summary: string
  /** What may stand behind the name. */
  readonly usage?: string
  /** Its flags, for its help. */
  readonly flags?: TObject
  /** What else its help says. */
  readonly notes?: string
  /**
   * @returns the exit code.
   * @throws StartError what the person who typed the command must do otherwise.
   */
  run(args: readonly string[], terminal: Terminal): Promise<number>
}
