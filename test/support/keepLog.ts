import { Writable } from 'node:stream'
import { createLogger } from '../../src/logger.ts'

interface Line {
  readonly level: number
  readonly msg: string
  readonly requestId?: string
  readonly [member: string]: unknown
}

/** A log that keeps its lines, for a test to look at. */
export const keepLog = () => {
  const lines: Line[] = []
  const stderr = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
  return { log: createLogger({ level: 'info', stderr, isPretty: false }), lines }
}
