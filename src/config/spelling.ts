const prefix = 'LAZULITE_'

/** The flag of a setting: `httpPort` is `--http-port`. */
export const flagOf = (setting: string): string => `--${setting.replace(/[A-Z]/g, '-$&').toLowerCase()}`

/** The environment variable of a setting: `httpPort` is `LAZULITE_HTTP_PORT`. */
export const variableOf = (setting: string): string => prefix + setting.replace(/[A-Z]/g, '_$&').toUpperCase()

/** Whether a variable means this program, in any letter case: one that is spelt wrong is a fault, not somebody else's. */
export const isOurVariable = (name: string): boolean => name.toUpperCase().startsWith(prefix)
