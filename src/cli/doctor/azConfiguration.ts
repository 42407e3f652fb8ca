import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Environment } from '../../config/readVariables.ts'

/** Where az keeps its settings. */
export const azFolder = (env: Environment): string =>
  env.AZURE_CONFIG_DIR || join(env.HOME ?? env.USERPROFILE ?? '', '.azure')

/** Whether there is an az that would read them. */
export const hasAz = (env: Environment): boolean =>
  (env.PATH ?? env.Path ?? '')
    .split(delimiter)
    .some((folder) => ['az', 'az.cmd', 'az.bat'].some((name) => existsSync(join(folder, name))))

interface Option {
  readonly file: string
  readonly section: string
  readonly option: string
}

/** What an INI file of az says of one option; undefined where it does not, or cannot be read. */
export const optionIn = async ({ file, section, option }: Option): Promise<string | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => '')
  const lines = text.split(/\r?\n/)
  const begin = lines.indexOf(`[${section}]`) + 1
  if (begin === 0) return undefined
  const end = lines.findIndex((line, index) => index >= begin && line.startsWith('['))
  for (const line of lines.slice(begin, end < 0 ? undefined : end)) {
    const [, name, value] = /^(\w+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? []
    if (name?.toLowerCase() === option) return value
  }
  return undefined
}
