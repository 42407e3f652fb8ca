/** A place in an export. */
export interface Place {
  /** From 1. */
  readonly line: number
  readonly chain?: string
  /** Number of the entry in its chain. */
  readonly entry?: number
  /** How many entries stand before it that fit one another. */
  readonly entriesBefore: number
}

/** Where an export is not what a server has written, and how. */
export class ExportFault extends Error {
  readonly place: Place

  constructor(place: Place, what: string) {
    super(`${placeText(place)}: ${what}`)
    this.place = place
  }
}

const placeText = ({ line, chain, entry }: Place): string => {
  if (chain === undefined) return `line ${line}`
  return entry === undefined ? `line ${line}, chain ${chain}` : `line ${line}, chain ${chain}, entry ${entry}`
}
