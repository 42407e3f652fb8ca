import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import type { Origins } from '../core/origins.ts'
import { gzipReplies } from '../gzipReplies.ts'
import type { Described } from '../openApi/described.ts'
import { openApi } from '../openApi/openApi.ts'
import { files } from './files.ts'
import { pageHeaders } from './pageHeaders.ts'

export interface ApiReferenceParts extends Pick<Described, 'ownIssuer'> {
  /** The document is about the one of these that a request names. */
  readonly origins: Origins
}

/**
 * Serves the API reference at `/docs`: Swagger UI, the document that it shows, and the page that a sign-in comes back to.
 * Takes a scope of its own, for its headers.
 */
export const mountApiReference = async (
  scope: FastifyInstance,
  { origins, ownIssuer }: ApiReferenceParts,
): Promise<void> => {
  gzipReplies(scope)
  scope.addHook('onSend', async (_request, reply) => void reply.headers(pageHeaders))
  for (const { path, contentType, url } of files) {
    const text = readFileSync(url, 'utf8')
    scope.get(path, { exposeHeadRoute: true }, (_request, reply) => reply.type(contentType).send(text))
  }
  const documentOf = remembered((origin) => JSON.stringify(openApi({ origin, ownIssuer })))
  scope.get('/docs/openapi.json', { exposeHeadRoute: true }, ({ headers }, reply) =>
    reply.type('application/json; charset=utf-8').send(documentOf(origins.named(headers.host))),
  )
}

/** The same function, which does its work once for each origin: there are few, and a document takes milliseconds. */
const remembered = (print: (origin: string) => string): ((origin: string) => string) => {
  const printed = new Map<string, string>()
  return (origin) => {
    const text = printed.get(origin) ?? print(origin)
    printed.set(origin, text)
    return text
  }
}
