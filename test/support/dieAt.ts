import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { DatabaseSync } from 'node:sqlite'

/**
 * For `node --import`: kills the program, as `kill -9` does, right before or right behind one of its steps, which the
 * variable `DIE_AT` names. What a step does is done by Node itself.
 */
const dieAt = process.env.DIE_AT ?? ''

const die = (moment: string): void => {
  if (moment === dieAt) process.kill(process.pid, 'SIGKILL')
}

/** The steps of a change of the master key in its file, in their order. */
const steps: Readonly<Record<string, string>> = { 'master.key.next': 'the new key', 'master.key': 'the new place' }

let isNewKeyThere = false
const { rename } = fs
fs.rename = async (from, to) => {
  const step = steps[String(to).split('/').at(-1) ?? '']
  die(`before ${step}`)
  await rename(from, to)
  die(`behind ${step}`)
  isNewKeyThere ||= step === 'the new key'
}
syncBuiltinESMExports()

const { exec } = DatabaseSync.prototype
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string): void {
  const isCommit = sql === 'commit' && isNewKeyThere
  if (isCommit) die('before the commit')
  exec.call(this, sql)
  if (isCommit) die('behind the commit')
}
