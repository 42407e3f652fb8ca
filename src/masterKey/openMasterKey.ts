import { join, resolve } from 'node:path'
import type { RandomBytes } from '../core/effects.ts'
import type { MasterKey } from '../core/masterKey.ts'
import { masterKeySourceExpects, parseMasterKeySource } from '../core/masterKeySource.ts'
import { StartError } from '../core/startError.ts'
import { openKeyFile } from './openKeyFile.ts'
import { type Environment, openKeyVariable } from './openKeyVariable.ts'
import { openVaultKey } from './openVaultKey.ts'

interface Opening {
  /** What the person has named; undefined for the file `master.key` in the data folder. */
  readonly setting: string | undefined
  /** The data folder. */
  readonly folder: string
  readonly environment: Environment
  /** The id of the master key that the store needs; undefined where it needs none yet. */
  readonly wrappedBy: string | undefined
  readonly randomBytes: RandomBytes
}

/**
 * The master key that a setting names. A file is made where it is not there and nothing needs an old one; nothing else is
 * ever made.
 *
 * @throws StartError one line that says what is wrong and what to do, and holds nothing of a key.
 */
export const openMasterKey = async (opening: Opening): Promise<MasterKey> => {
  const { environment, randomBytes } = opening
  const source = masterKeySourceOf(opening)
  if (source.kind === 'file') return openKeyFile({ ...opening, path: source.path })
  return source.kind === 'variable' ? openKeyVariable(source.name, { environment, randomBytes }) : openVaultKey(source)
}

/**
 * Where a setting leads, with the path of a file made absolute.
 *
 * @throws StartError for a text that names no place.
 */
export const masterKeySourceOf = ({ setting, folder }: Pick<Opening, 'folder' | 'setting'>) => {
  if (setting === undefined) return { kind: 'file', path: join(resolve(folder), 'master.key') } as const
  const source = parseMasterKeySource(setting)
  if (!source) throw new StartError(`The master key must be ${masterKeySourceExpects}.`)
  return source.kind === 'file' ? { ...source, path: resolve(source.path) } : source
}
