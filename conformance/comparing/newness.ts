import { foldCase } from '../../src/core/letterCase.ts'

/** Part of a text that is by nature another one in each run: it is compared by its kind, and with its equals. */
export interface Fresh {
  readonly kind: string
  readonly text: string
  /** Equal parts of a run have equal keys. Undefined where equality means nothing. */
  readonly key: string | undefined
}

/** Text that must be the same in every run, or a part that is fresh. */
export type Piece = string | Fresh

/** What is fresh wherever it stands, in the order in which it is looked for. */
const kinds = [
  ['time', String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z`],
  ['time with an offset', String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?[+-]\d\d:\d\d`],
  [
    'HTTP date',
    String.raw`\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT\b`,
  ],
  ['GUID', String.raw`(?<![\w-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])`],
  ['GUID in capitals', String.raw`(?<![\w-])[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}(?![\w-])`],
  ['name of an operation', String.raw`(?<![\w-])[\da-f]{32}(?![\w-])`],
  ['token', String.raw`\beyJ[\w-]+\.[\w-]+\.[\w-]*`],
  ['key of 32 bytes', String.raw`(?<![A-Za-z\d+/=])[A-Za-z\d+/]{43}=(?!=)`],
  ['$skiptoken', String.raw`(?<=[?&](?:\$|%24)skip[tT]oken=)[^&\s"]+`],
] as const

const anyKind = new RegExp(kinds.map(([, pattern]) => `(${pattern})`).join('|'), 'g')

/** A text in pieces, wherever it may stand. */
export const piecesOf = (text: string): readonly Piece[] => {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(anyKind)) {
    if (match.index > end) pieces.push(text.slice(end, match.index))
    const [kind] = kinds[match.slice(1).findIndex((group) => group !== undefined)] ?? kinds[0]
    pieces.push({ kind, text: match[0], key: keyOf(kind, match[0]) })
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push(text.slice(end))
  return pieces
}

const keyOf = (kind: string, text: string): string | undefined => {
  // In whole seconds, it is a matter of chance whether two are equal.
  if (kind === 'HTTP date') return undefined
  return kind.startsWith('GUID') ? foldCase(text) : text
}

const etagNames = ['etag', 'if-match', 'if-none-match']
const etag = /^("?)([\da-f]{8}-0000-[\da-f]{4}-0000-[\da-f]{8}0000)("?)$/
const routing = /^([A-Z\d]+):(\d{8}T\d{6}Z):(.*)$/

/** A text in pieces, where it is the value of a member or a header of this name. */
export const piecesOfValue = (name: string, text: string): readonly Piece[] => {
  const [, open = '', tag, close = ''] = (etagNames.includes(foldCase(name)) && etag.exec(text)) || []
  if (tag) return [open, { kind: 'etag', text: tag, key: tag }, close]

  if (name.startsWith('x-ms-ratelimit-remaining-') && /^\d+$/.test(text)) {
    return [{ kind: 'number of calls left', text, key: undefined }]
  }
  const [, region, time, rest] = (name === 'x-ms-routing-request-id' && routing.exec(text)) || []
  if (region && time && rest) {
    // Which gateway answered, and in which second, says nothing of any other answer.
    const gateway = { kind: 'region of a gateway', text: region, key: undefined }
    return [gateway, ':', { kind: 'second', text: time, key: undefined }, ':', ...piecesOf(rest)]
  }
  return piecesOf(text)
}
