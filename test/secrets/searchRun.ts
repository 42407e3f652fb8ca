import { mkdtempSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finderOf, type Needle } from '../support/secrets/findSecretsIn.ts'
import { plainFormsOf } from '../support/secrets/formsOf.ts'
import { patterns } from '../support/secrets/patterns.ts'

/**
 * For `node --test-global-setup`: has a whole test run write down each secret that it draws, and keep its databases, logs
 * and error answers; at its end, searches all of these for all of those. One hit, and the run has failed.
 */
export const globalSetup = (): void => {
  process.env.TEST_RUN_FOLDER = mkdtempSync(join(tmpdir(), 'lazulite-run-'))
}

export const globalTeardown = (): void => {
  const folder = process.env.TEST_RUN_FOLDER
  if (folder === undefined) return
  // It may be called twice, and has done its work then.
  delete process.env.TEST_RUN_FOLDER
  const startedAt = performance.now()
  const { secrets, files, megabytes, hits } = searchRun(folder)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  say(1, `Searched ${files} files (${megabytes} MB) for ${secrets} secrets in ${seconds} s: ${hits.length} hits`)
  for (const hit of hits) say(2, hit)
  const isBlind = secrets === 0 || files === 0
  if (isBlind) say(2, 'There was nothing to search: the run was not recorded.')
  if (hits.length > 0 || isBlind) process.exitCode = 1
  if (hits.length > 0) say(2, `What was found lies in ${folder}.`)
  else rmSync(folder, { recursive: true, force: true })
}

const say = (descriptor: 1 | 2, line: string): void => void writeSync(descriptor, `${line}\n`)

/** What each process has drawn, searched for in all that was left. */
const searchRun = (folder: string) => {
  const drawn = filesIn(join(folder, 'drawn')).flatMap(drawsIn)
  const left = filesIn(join(folder, 'left'))
  const find = finderOf(drawn.flatMap(({ bytes, name }) => plainFormsOf(bytes).map((form): Needle => ({ form, name }))))
  let size = 0
  const hits = left.flatMap((file) => {
    const bytes = readFileSync(file)
    size += bytes.length
    const text = bytes.toString('latin1')
    const formed = Object.keys(patterns).filter((name) => patterns[name]?.test(text))
    return [...find(bytes), ...formed].map((name) => `${file} holds ${name}.`)
  })
  return { secrets: drawn.length, files: left.length, megabytes: Math.round(size / 1e6), hits }
}

const secretBytes = 32

const drawsIn = (file: string): { readonly bytes: Buffer; readonly name: string }[] => {
  const all = readFileSync(file)
  return Array.from({ length: all.length / secretBytes }, (_, index) => ({
    bytes: all.subarray(index * secretBytes, (index + 1) * secretBytes),
    name: `secret ${index + 1} of ${file}`,
  }))
}

const filesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).map((name) => join(folder, name))
  } catch {
    return []
  }
}
