import { type ErrorCode, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import type { Path } from '../faults/fault.ts'

/** What a YAML text says, and where it says it. */
interface YamlDocument {
  /** Of no use where `faults` has any. */
  readonly value: unknown
  /** What keeps the text from being read at all; none of it repeats the text, which has secrets in it. */
  readonly faults: readonly { readonly line: number; readonly message: string }[]
  /** The line of a member's name or of a list's item; for what is not there, of the nearest thing above it. */
  lineOf(path: Path): number
}

/** Reads one YAML 1.2 document of plain data: names are texts, and there are no tags, anchors or aliases. */
export const parseYaml = (text: string): YamlDocument => {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true, resolveKnownTags: false })
  const lineAt = (offset: number): number => lineCounter.linePos(offset).line
  const faults = [...document.errors, ...document.warnings].map(({ code, pos }) => ({
    line: lineAt(pos[0]),
    message: words[code] ?? `is not YAML (${code})`,
  }))
  visit(document, {
    Alias: (_, { range }) => {
      faults.push({ line: lineAt(range?.[0] ?? 0), message: sigil })
    },
    Value: (_, node) => {
      const { anchor, range } = node
      // What has an anchor begins behind it, perhaps some lines further down.
      if (anchor) faults.push({ line: lineAt(text.lastIndexOf(`&${anchor}`, range?.[0])), message: sigil })
      if (isInfinite(node)) faults.push({ line: lineAt(range?.[0] ?? 0), message: notJson })
    },
  })
  return {
    value: faults.length === 0 ? document.toJS() : undefined,
    faults,
    lineOf: (path) => lineAt(offsetOf(document.contents, path)),
  }
}

/** YAML has numbers that JSON has not, such as `.inf`. */
const isInfinite = (node: Node): boolean =>
  isScalar(node) && typeof node.value === 'number' && !Number.isFinite(node.value)

const notJson = 'is a number that JSON does not have'

const sigil =
  'anchors, aliases and tags are not read here: a text that begins with one of & * ! % @ ` must be in quotes'

/** The parser's own words would repeat what stands there. */
const words: Partial<Record<ErrorCode, string>> = {
  BAD_ALIAS: sigil,
  BAD_DQ_ESCAPE: 'a backslash in double quotes must begin an escape that YAML knows; single quotes have none',
  BAD_INDENT: 'is indented otherwise than what it belongs to',
  BAD_SCALAR_START: sigil,
  DUPLICATE_KEY: 'has a name that stands in the same place already',
  MISSING_CHAR: 'lacks a character: a quote, a bracket, a comma, a colon, or the space behind one',
  MULTIPLE_DOCS: 'begins a second document, and one is read',
  NON_STRING_KEY: 'has a name that is no text',
  RESOURCE_EXHAUSTION: 'is nested too deep',
  TAB_AS_INDENT: 'is indented with a tab; YAML wants spaces',
  TAG_RESOLVE_FAILED: sigil,
}

const offsetOf = (root: Node | null, path: Path): number => {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const step of path) {
    const [start, next] = enter(node, step)
    if (start === undefined) break
    offset = start
    node = next
  }
  return offset
}

/** Where the step's own text begins, and what it leads to. */
const enter = (node: unknown, step: number | string): [number | undefined, unknown] => {
  if (isSeq(node)) {
    const item = node.items[Number(step)]
    return [isNode(item) ? item.range?.[0] : undefined, item]
  }
  const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === step) : undefined
  return [isScalar(pair?.key) ? pair.key.range?.[0] : undefined, pair?.value]
}
