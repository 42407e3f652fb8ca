import { type Static, Type } from 'typebox'
import { formatPath } from '../../src/faults/fault.ts'
import { schemaFaults } from '../../src/faults/schemaFaults.ts'
import { ConformanceError } from '../conformanceError.ts'
import { type Cassette, type Exchange, type Exchanges, type Headers, parseBody } from './exchange.ts'
import { hrefOf } from './href.ts'
import { RecordedMethod, RecordedStatus, RecordedUrl } from './recordedSchemas.ts'

const HeaderTexts = Type.Record(Type.String(), Type.String(), { expects: 'a set of names, each with a text' })

/** One line. Other members may be there: they are for people. */
const Line = Type.Object({
  cassette: Type.Optional(Type.String()),
  index: Type.Optional(Type.Integer({ minimum: 1, expects: 'a whole number from 1' })),
  method: RecordedMethod,
  uri: RecordedUrl,
  request_headers: Type.Optional(HeaderTexts),
  request_body: Type.Optional(Type.Unknown()),
  status: RecordedStatus,
  headers: HeaderTexts,
  body: Type.Optional(Type.Unknown()),
})

/**
 * The cassettes of a file of JSON lines, in the order in which they begin: lines with the same `cassette` are one, and
 * lines without any are one of the file's own name. A line without `index` is the next.
 *
 * @throws ConformanceError naming file, line and place.
 */
export const readJsonLines = (file: string, text: string): readonly Cassette[] => {
  const cassettes = new Map<string, Exchanges>()
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const value = parseLine(line, `${file}, line ${at + 1}`)
    const name = value.cassette ?? file
    const before = cassettes.get(name)
    const exchange = exchangeOf(value, (before?.at(-1)?.index ?? 0) + 1)
    cassettes.set(name, before ? [...before, exchange] : [exchange])
  }
  return [...cassettes].map(([name, exchanges]) => ({ name, exchanges }))
}

type Line = Static<typeof Line>

const parseLine = (line: string, where: string): Line => {
  const value = parseJson(line, where)
  const [fault] = schemaFaults(Line, value)
  if (fault) throw new ConformanceError(`${where}: ${formatPath(fault.path) || 'the line'} ${fault.message}`)
  return value as Line
}

const parseJson = (line: string, where: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    throw new ConformanceError(`${where}: is not JSON`)
  }
}

const exchangeOf = (line: Line, next: number): Exchange => ({
  index: line.index ?? next,
  request: {
    method: line.method,
    uri: hrefOf(line.uri),
    headers: lowerCased(line.request_headers ?? {}),
    body: textOf(line.request_body),
  },
  answer: {
    status: line.status,
    headers: lowerCased(line.headers),
    body: typeof line.body === 'string' ? parseBody(line.body) : (line.body ?? undefined),
  },
})

const textOf = (body: unknown): string | undefined => {
  if (body === undefined || body === null || body === '') return undefined
  return typeof body === 'string' ? body : JSON.stringify(body)
}

const lowerCased = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
