import type { Comparison } from '../comparing/comparison.ts'
import { createEquality } from '../comparing/equality.ts'
import { piecesOf } from '../comparing/newness.ts'
import type { Answer, Exchange, Headers, Request } from '../recording/exchange.ts'
import { linksOf } from '../recording/links.ts'
import type { Unscrub } from '../recording/scrubbing.ts'

/** What a recording and its replay call the same thing. Grows with each exchange, and belongs to one cassette. */
export interface Translation {
  /** A recorded request as it is sent to our server. What it carries is held to be the same on both sides. */
  requestOf(exchange: Exchange): Request
  /** What the answers to an exchange are held against. */
  comparisonOf(exchange: Exchange): Comparison
  /** Remembers where the links of an answer lead here. */
  follow(recorded: Answer, ours: Answer): void
}

/** @param origin of our server, which stands for the one that each recorded request went to. */
export const createTranslation = (origin: string, unscrub: Unscrub): Translation => {
  const equality = createEquality()
  const links = new Map<string, string>()

  const translate = (text: string, place: string): string =>
    piecesOf(unscrub(text))
      .map((piece) => {
        if (typeof piece === 'string') return piece
        const known = equality.oursFor(piece)
        if (known === undefined) equality.bind(piece, piece, place)
        return known ?? piece.text
      })
      .join('')

  return {
    requestOf: ({ index, request: { method, uri, headers, body } }) => {
      const place = `the request of #${index}`
      // The recorded host is not looked for in the text: spelt otherwise, it would be sent to.
      const { pathname, search } = new URL(uri)
      return {
        method,
        uri: links.get(uri) ?? origin + translate(pathname + search, place),
        headers: sentHeaders(headers, body, (text) => translate(rehosted(text, uri, origin), place)),
        body: body === undefined ? undefined : translate(rehosted(body, uri, origin), place),
      }
    },
    comparisonOf: ({ index, request: { uri } }) => ({
      equality,
      unscrub,
      rehost: (text) => rehosted(text, uri, origin),
      label: `#${index}`,
    }),
    follow: (recorded, ours) => {
      for (const [from, to] of linksOf(recorded).map((link, at) => [link, linksOf(ours)[at]])) {
        if (from !== undefined && to !== undefined) links.set(from, to)
      }
    },
  }
}

/** A text in which the origin of a recorded request is ours. */
const rehosted = (text: string, uri: string, origin: string): string => text.replaceAll(new URL(uri).origin, origin)

/** Of the connection, of the caller, or of the page that it was: none is the replay's. */
const keptBack =
  /^(authorization|connection|content-length|cookie|expect|host|keep-alive|origin|proxy-.*|referer|sec-.*|te|trailer|transfer-encoding|upgrade)$/

const sentHeaders = (recorded: Headers, body: string | undefined, translate: (text: string) => string): Headers => ({
  // What the recorders' own clients send, where the recording does not say.
  accept: 'application/json',
  'accept-encoding': 'gzip, deflate',
  ...(body !== undefined && { 'content-type': 'application/json' }),
  ...Object.fromEntries(
    Object.entries(recorded)
      .filter(([name]) => !keptBack.test(name))
      .map(([name, value]) => [name, translate(value)]),
  ),
})
