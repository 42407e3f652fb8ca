import type { NoServer, Server } from './server.ts'

/** Whether there is a server, and nobody signs in at it. */
export const signInIsElsewhere = (server: Server | NoServer): boolean => 'signsIn' in server && !server.signsIn
