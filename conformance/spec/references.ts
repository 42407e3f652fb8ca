import { dirname, join } from 'node:path'

/** All references in a value, as they are written: `other.json#/definitions/Name`. Those to examples are left out. */
export const referencesIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  const within = Object.entries(value).flatMap(([name, member]) =>
    name === 'x-ms-examples' ? [] : referencesIn(member),
  )
  return '$ref' in value && typeof value.$ref === 'string' ? [value.$ref, ...within] : within
}

/** What a reference in a file is short for: the path of a file, `#` and a JSON pointer. */
export const wholeReference = (reference: string, file: string): string => {
  const [other = '', pointer = ''] = reference.split('#')
  return `${other ? join(dirname(file), other) : file}#${pointer}`
}
