import type { IncomingHttpHeaders } from 'node:http'
import type { InjectOptions } from 'fastify'
import { origin } from './known.ts'
import type { Answer } from './request.ts'
import type { Service } from './shareService.ts'

export interface Exact {
  readonly method: string
  /** Path and query, as they stand in the request line. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: Buffer | string | undefined
}

/** One request exactly as it is given, but for a Host where it has none; its answer as text. */
export const inject = async ({ app }: Pick<Service, 'app'>, { method, url, headers, body }: Exact): Promise<Answer> => {
  const reply = await app.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url,
    headers: { host: new URL(origin).host, ...headers },
    ...(body !== undefined && { payload: body }),
  })
  return { status: reply.statusCode, headers: reply.headers as IncomingHttpHeaders, text: reply.payload }
}
