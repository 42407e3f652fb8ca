import { gunzipSync, inflateSync } from 'node:zlib'
import { type Static, Type } from 'typebox'
import { parseDocument } from 'yaml'
import { formatPath } from '../../src/faults/fault.ts'
import { schemaFaults } from '../../src/faults/schemaFaults.ts'
import { ConformanceError } from '../conformanceError.ts'
import { type Cassette, type Exchange, type Headers, parseBody } from './exchange.ts'
import { hrefOf } from './href.ts'
import { RecordedMethod, RecordedStatus, RecordedUrl } from './recordedSchemas.ts'

/** Python's YAML writes bytes that are no text as `!!binary`. */
const Content = Type.Unknown()
const HeaderLists = Type.Record(Type.String(), Type.Unknown(), { expects: 'a set of names, each with a list' })

const VcrCassette = Type.Object({
  interactions: Type.Array(
    Type.Object({
      request: Type.Object({
        method: RecordedMethod,
        uri: RecordedUrl,
        headers: Type.Optional(HeaderLists),
        body: Type.Optional(Content),
      }),
      response: Type.Object({
        status: Type.Object({ code: RecordedStatus }),
        headers: Type.Optional(HeaderLists),
        body: Type.Optional(Content),
      }),
    }),
  ),
})

type Interaction = Static<typeof VcrCassette>['interactions'][number]

/**
 * A cassette of VCR.py, which is what the Azure CLI records with: YAML 1.1 with a list of `interactions`. Compressed
 * bodies are unpacked.
 *
 * @throws ConformanceError naming the file and the first place that is not as it must be.
 */
export const readVcrCassette = (file: string, text: string): readonly Cassette[] => {
  const document = parseDocument(text, { version: '1.1', prettyErrors: false, logLevel: 'silent' })
  const [error] = document.errors
  if (error) throw new ConformanceError(`${file}, line ${lineAt(text, error.pos[0])}: is not YAML (${error.code})`)
  const value: unknown = document.toJS({ maxAliasCount: 10_000 })
  const [fault] = schemaFaults(VcrCassette, value)
  if (fault) throw new ConformanceError(`${file}: ${formatPath(fault.path) || 'the cassette'} ${fault.message}`)
  const { interactions } = value as Static<typeof VcrCassette>
  const [first, ...more] = interactions.map((interaction, at) => {
    try {
      return exchangeOf(interaction, at + 1)
    } catch {
      throw new ConformanceError(`${file}: interactions[${at}] has a body that cannot be unpacked`)
    }
  })
  return first ? [{ name: file, exchanges: [first, ...more] }] : []
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

const exchangeOf = ({ request, response }: Interaction, index: number): Exchange => {
  const requestHeaders = headersOf(request.headers)
  const body = textOf(request.body, requestHeaders)
  const headers = headersOf(response.headers)
  return {
    index,
    request: {
      method: request.method,
      uri: hrefOf(request.uri),
      headers: requestHeaders,
      body: body === '' ? undefined : body,
    },
    answer: { status: response.status.code, headers, body: parseBody(textOf(response.body, headers)) },
  }
}

const headersOf = (headers: Readonly<Record<string, unknown>> = {}): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [name.toLowerCase(), [values].flat().map(String).join(', ')]),
  )

/** A response has its text in `string`, a request as it is. */
const textOf = (body: unknown, headers: Headers): string => {
  const content = isWrapped(body) ? body.string : body
  if (content instanceof Uint8Array) return unpacked(content, headers['content-encoding']).toString()
  return typeof content === 'string' ? content : ''
}

const isWrapped = (body: unknown): body is { readonly string: unknown } =>
  typeof body === 'object' && body !== null && 'string' in body

/** Compressed bytes say so themselves or, with deflate, in a header. */
const unpacked = (bytes: Uint8Array, encoding: string | undefined): Buffer => {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes)
  return encoding === 'deflate' ? inflateSync(bytes) : Buffer.from(bytes)
}
