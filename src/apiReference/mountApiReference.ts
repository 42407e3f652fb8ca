import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { refuseOtherMethods } from '../arm/unknown.ts'
import type { Effects } from '../core/effects.ts'
import type { Origins } from '../core/origins.ts'
import { gzipReplies } from '../gzipReplies.ts'
import type { Described } from '../openApi/described.ts'
import { openApi } from '../openApi/openApi.ts'
import { files } from './files.ts'
import { mountRoot } from './mountRoot.ts'
import { pageHeaders } from './pageHeaders.ts'

export interface ApiReferenceParts extends Pick<Described, 'ownIssuer'> {
  /** The document is about the one of these that a request names. */
  readonly origins: Origins
  readonly effects: Pick<Effects, 'now'>
}

const documentPath = '/docs/openapi.json'

/**
 * Serves the API reference at `/docs`: Swagger UI, the document that it shows, and the page that a sign-in comes back to;
 * and sends browsers there from `/`. Takes a scope of its own.
 */
export const mountApiReference = async (scope: FastifyInstance, parts: ApiReferenceParts): Promise<void> => {
  mountRoot(scope, parts.effects)
  // In a scope of their own, for their headers.
  scope.register((pages) => mountPages(pages, parts))
}

const mountPages = async (scope: FastifyInstance, { origins, ownIssuer }: ApiReferenceParts): Promise<void> => {
  gzipReplies(scope)
  scope.addHook('onSend', async (_request, reply) => void reply.headers(pageHeaders))
  for (const { path, contentType, url } of files) {
    const text = readFileSync(url, 'utf8')
    scope.get(path, { exposeHeadRoute: true }, (_request, reply) => reply.type(contentType).send(text))
  }
  const documentOf = remembered((origin) => JSON.stringify(openApi({ origin, ownIssuer })))
  scope.get(documentPath, { exposeHeadRoute: true }, ({ headers }, reply) =>
    reply.type('application/json; charset=utf-8').send(documentOf(origins.named(headers.host))),
  )
  for (const path of [...files.map((file) => file.path), documentPath]) refuseOtherMethods(scope, path, ['GET', 'HEAD'])
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
