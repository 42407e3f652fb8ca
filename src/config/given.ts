/** What one flag or variable says of one setting, as the text that a person wrote. */
export interface Given {
  readonly setting: string
  /** How the person spelt it: `--port` or `LAZULITE_PORT`. */
  readonly as: string
  /** More than one only where a flag is repeated. */
  readonly texts: readonly string[]
}

/** What was found in one place, and what is wrong there. */
export interface Found {
  readonly given: readonly Given[]
  readonly faults: readonly string[]
}
