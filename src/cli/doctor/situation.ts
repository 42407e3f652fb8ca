import type { Environment } from '../../config/readVariables.ts'
import type { StartError } from '../../core/startError.ts'
import type { ReadyLine } from '../../ready.ts'
import type { NoServer, Server } from './server.ts'

/** What the checks look at. */
export interface Situation {
  readonly env: Environment
  readonly now: Date
  /** The data folder, as the person wrote it. */
  readonly folder: string
  /** What a server has left in the data folder, or why nothing is to be had there. */
  readonly ready: ReadyLine | StartError
  /** Whether the person said where the server is; then the folder need have none. */
  readonly isUrlGiven: boolean
  /** The file of the server's authority, if the person said which. */
  readonly caFile: string | undefined
  /** Where the server is, or ought to be: an https address without a slash behind. */
  readonly url: string
  readonly server: Server | NoServer
  /** The token to look at, if one was given. */
  readonly token: string | undefined
}
