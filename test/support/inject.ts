import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { origin } from './known.ts'
import type { Answer } from './request.ts'
import { leaveError } from './secrets/leave.ts'

export interface Exact {
  readonly method: string
  /** Path and query, as they stand in the request line. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: Buffer | string | undefined
  /** Where it comes from; this machine unless told otherwise. */
  readonly address?: string | undefined
}

/** One request exactly as it is given, but for a Host where it has none; its answer as text. */
export const inject = async (
  { app }: { readonly app: FastifyInstance },
  { method, url, headers, body, address }: Exact,
): Promise<Answer> => {
  const reply = await app.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url,
    headers: { host: new URL(origin).host, ...headers },
    ...(body !== undefined && { payload: body }),
    ...(address !== undefined && { remoteAddress: address }),
  })
  leaveError(reply.statusCode, reply.headers, reply.payload)
  return { status: reply.statusCode, headers: reply.headers as IncomingHttpHeaders, text: reply.payload }
}
