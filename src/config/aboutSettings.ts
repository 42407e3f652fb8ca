import { type TObject, Type } from 'typebox'
import { expectation } from '../faults/expectation.ts'
import { flagOf, variableOf } from './spelling.ts'

/** What a person is told of a setting. */
export interface AboutSetting {
  /** With the word or the choice that stands for its value. */
  readonly flag: string
  readonly variable: string
  readonly meaning: string
  /** What it must be, after the words "must be". */
  readonly values: string
  /** Empty where nothing is the default. */
  readonly preset: string
}

/** What the schema's settings say of themselves, in the schema's order. */
export const aboutSettings = (schema: TObject): AboutSetting[] =>
  Object.entries(schema.properties).map(([setting, property]) => {
    const { placeholder, description, default: preset }: HelpWords = property
    const value = Type.IsEnum(property) ? property.enum.join('|') : placeholder
    return {
      flag: value ? `${flagOf(setting)} ${value}` : flagOf(setting),
      variable: variableOf(setting),
      meaning: description ?? '',
      values: expectation(property),
      preset: String(preset ?? ''),
    }
  })

interface HelpWords {
  readonly placeholder?: string
  readonly description?: string
  readonly default?: unknown
}
