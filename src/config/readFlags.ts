import { type TObject, Type } from 'typebox'
import { suggestion } from '../faults/suggestion.ts'
import type { Found } from './given.ts'
import { flagOf } from './spelling.ts'

/**
 * Finds settings among a command's arguments: `--http-port 80` or `--http-port=80`, and `--json` alone for what is true
 * or false. A flag that nobody knows, that lacks its value or that comes twice is a fault, and so is what is no flag.
 */
export const readFlags = (schema: TObject, args: readonly string[]): Found => {
  const settings = new Map(Object.keys(schema.properties).map((setting) => [flagOf(setting), setting]))
  const isOf = (flag: string, is: (schema: unknown) => boolean): boolean =>
    is(schema.properties[settings.get(flag) ?? ''])
  const texts = new Map<string, string[]>()
  const faults: string[] = []

  for (const { flag, value } of pairs(args, (flag) => !isOf(flag, Type.IsBoolean))) {
    const text = value ?? (isOf(flag, Type.IsBoolean) ? 'true' : undefined)
    const earlier = texts.get(flag)
    if (!isFlag(flag)) faults.push(`'${flag}' is neither a flag nor the value of one`)
    else if (!settings.has(flag)) faults.push(`${flag} is not a flag here${suggestion(flag, [...settings.keys()])}`)
    else if (text === undefined) faults.push(`${flag} needs a value`)
    else if (earlier && !isOf(flag, Type.IsArray)) faults.push(`${flag} is given twice`)
    else texts.set(flag, [...(earlier ?? []), text])
  }
  const given = [...texts].map(([flag, texts]) => ({ setting: settings.get(flag) ?? '', as: flag, texts }))
  return { given, faults }
}

/** `-1` is a value, and no flag. */
const isFlag = (argument: string): boolean => /^-+[a-z]/i.test(argument)

/** Each argument with its value. A flag that is not known takes one, too: it may be a secret, and so is not named. */
function* pairs(args: readonly string[], takesValue: (flag: string) => boolean) {
  const rest = [...args]
  for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
    const equals = flag.indexOf('=')
    const [next] = rest
    if (!isFlag(flag)) yield { flag }
    else if (equals > 0) yield { flag: flag.slice(0, equals), value: flag.slice(equals + 1) }
    else if (takesValue(flag) && next !== undefined && !isFlag(next)) yield { flag, value: rest.shift() }
    else yield { flag }
  }
}
