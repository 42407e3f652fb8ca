import assert from 'node:assert/strict'
import { followLink } from './followLink.ts'
import type { Service } from './shareService.ts'

interface Page {
  // biome-ignore lint/suspicious/noExplicitAny: lists of every kind.
  readonly value: readonly any[]
  readonly nextLink?: string
}

interface Reading {
  readonly version?: string
  /** Beside the api-version. */
  readonly query?: string
  readonly token?: string
  /** What others do after each page that is not the last. */
  readonly meanwhile?: (pages: number) => Promise<void>
}

/** Every page of a list, by the links from one to the next. */
export const readPages = async (
  azure: Service,
  path: string,
  { version = '2018-06-01', query, token, meanwhile }: Reading = {},
): Promise<readonly Page[]> => {
  const sent = token === undefined ? {} : { token }
  const pages: Page[] = []
  let reply = await azure.send('GET', path, { ...sent, query: `api-version=${version}${query ? `&${query}` : ''}` })
  for (;;) {
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
    pages.push(reply.body)
    if (reply.body.nextLink === undefined) return pages
    assert.ok(pages.length < 1000, 'a list that has no end')
    await meanwhile?.(pages.length)
    reply = await followLink(azure, reply.body.nextLink, sent)
  }
}
