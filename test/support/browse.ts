import type { FastifyInstance } from 'fastify'
import { type Browser, scriptlessBrowser } from '../../conformance/clients/browser.ts'
import { inject } from './inject.ts'
import { origin } from './known.ts'

/** A browser on a service that is not listening. */
export const browse = (service: { readonly app: FastifyInstance }, at = origin): Browser =>
  scriptlessBrowser(at, ({ pathname, search, host }, { method, headers, body }) =>
    inject(service, { method, url: pathname + search, headers: { ...headers, host }, body }),
  )
