import { type Level, type Logger, pino, stdTimeFunctions } from 'pino'
import pretty from 'pino-pretty'

interface LogSettings {
  readonly level: Level | 'silent'
  /** Standard error: standard output belongs to the ready line. */
  readonly stderr: NodeJS.WritableStream
  /** Coloured lines for a person, in place of JSON. */
  readonly isPretty: boolean
}

/** Makes the log. Whoever writes to it leaves secrets out: it gets no headers and no bodies. */
export const createLogger = ({ level, stderr, isPretty }: LogSettings): Logger =>
  pino(
    { level, timestamp: stdTimeFunctions.isoTime },
    isPretty
      ? pretty({
          destination: stderr,
          colorize: true,
          singleLine: true,
          translateTime: 'SYS:HH:MM:ss',
          ignore: 'pid,hostname',
        })
      : stderr,
  )
