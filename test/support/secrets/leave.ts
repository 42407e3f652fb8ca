import { closeSync, mkdirSync, openSync, readdirSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { Logger } from 'pino'
import { createLogger } from '../../../src/logger.ts'

/**
 * Where a test run gathers what no secret may be in, for `test/secrets/searchRun.ts` to search at its end; undefined in a
 * run that is not searched. The name has not the program's own beginning, and so reaches all processes of the run.
 */
export const runFolder = process.env.TEST_RUN_FOLDER

/** What a data folder has that is not made to hold secrets. */
const searched = /^ready\.json$|\.(db|db-shm|db-wal|jsonl|log)$/

/** What has no data in it, what a run within the run has found, which was planted, and recordings, which tests make up. */
const notSearched = /^(node_modules|lazulite-run-.*|orchard\.jsonl)$/

/** Moves what is to be searched out of a folder that is about to be removed. */
export const leaveFiles = (folder: string): void => {
  if (runFolder === undefined) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (notSearched.test(entry.name)) continue
    if (entry.isDirectory()) leaveFiles(path)
    if (entry.isFile() && searched.test(entry.name)) renameSync(path, join(leftIn(runFolder), nameAfter(path)))
  }
}

/** Adds a text to what this process leaves. */
export const leaveText = (kind: string, text: string): void => {
  if (runFolder === undefined || text === '') return
  const file = openSync(join(leftIn(runFolder), `${process.pid}.${kind}`), 'a')
  writeSync(file, `${text}\n`)
  closeSync(file)
}

/** Adds an answer that is a refusal or a failure; others may hold what was asked for. */
export const leaveError = (status: number, headers: object, text: string): void => {
  if (status >= 400) leaveText('errors', `${status} ${JSON.stringify(headers)} ${text}`)
}

/** A log of everything, for a service that has no other; undefined in a run that is not searched. */
export const leaveLog = (): Logger | undefined => {
  if (runFolder === undefined) return undefined
  const file = openSync(join(leftIn(runFolder), `${process.pid}.log`), 'a')
  const stderr = new Writable({
    write: (chunk, _encoding, done) => {
      writeSync(file, chunk)
      done()
    },
  })
  return createLogger({ level: 'trace', stderr, isPretty: false })
}

const leftIn = (folder: string): string => {
  const left = join(folder, 'left')
  mkdirSync(left, { recursive: true })
  return left
}

const nameAfter = (path: string): string => path.replaceAll(/[^\w.-]+/g, '_').slice(-200)
