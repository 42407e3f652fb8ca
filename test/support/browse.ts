import assert from 'node:assert/strict'
import type { FastifyInstance } from 'fastify'
import { inject } from './inject.ts'
import type { Answer } from './request.ts'

/** Sends one request, to an absolute URL, and follows nothing. */
export type Fetch = (url: URL, sent: BrowserRequest) => Promise<Answer>

interface BrowserRequest {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Where the browser has come to. */
export interface Visit {
  /** With its fragment, if it has one. */
  readonly url: URL
  /** Undefined where the browser was sent away from the server: what is there is nobody's business here. */
  readonly page: Answer | undefined
}

export interface Form {
  readonly action: URL
  readonly method: 'GET' | 'POST'
  readonly fields: Readonly<Record<string, string>>
}

/**
 * A browser without scripts or a screen: keeps cookies, follows redirects until they leave the server, fills in forms. By
 * hand alone: nothing is sent that a real one would not send.
 *
 * @param origin where the server is; nothing else is asked.
 */
export const scriptlessBrowser = (origin: string, fetch: Fetch) => {
  const cookies = new Map<string, string>()

  const visit = async (url: URL, sent: BrowserRequest = { method: 'GET', headers: {} }): Promise<Visit> => {
    if (url.origin !== origin) return { url, page: undefined }
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const page = await fetch(url, { ...sent, headers: { ...sent.headers, ...(cookie && { cookie }) } })
    for (const text of page.headers['set-cookie'] ?? []) keepCookie(cookies, text)
    if (page.status !== 302 && page.status !== 303) return { url, page }
    return visit(new URL(page.headers.location ?? '', url))
  }

  const submit = (from: Visit, values: Readonly<Record<string, string>> = {}): Promise<Visit> => {
    const { action, method, fields } = formOf(from)
    const query = new URLSearchParams({ ...fields, ...values }).toString()
    if (method === 'GET') return visit(new URL(`?${query}`, action))
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin }
    return visit(action, { method, headers, body: query })
  }

  return {
    cookies,
    /** @param url may be a path. */
    open: (url: string): Promise<Visit> => visit(new URL(url, origin)),
    /** Sends the first form of a page, its hidden fields included; `values` replace or add to what stands in it. */
    submit,
    /** Opens a page that needs a user, and signs in if it asks for that; answers with where that has led to. */
    signIn: async (url: string, { userName = 'admin@lazulite.local', password = 'lazulite' } = {}): Promise<Visit> => {
      const asked = await visit(new URL(url, origin))
      if (!asked.page?.text.includes('type="password"')) return asked
      return submit(asked, { username: userName, password })
    },
  }
}

export type Browser = ReturnType<typeof scriptlessBrowser>

/** A browser on a service that is not listening. */
export const browse = (service: { readonly app: FastifyInstance }, origin = 'https://localhost:8443'): Browser =>
  scriptlessBrowser(origin, ({ pathname, search, host }, { method, headers, body }) =>
    inject(service as Parameters<typeof inject>[0], {
      method,
      url: pathname + search,
      headers: { ...headers, host },
      body,
    }),
  )

/** The first form on a page. */
export const formOf = ({ url, page }: Visit): Form => {
  const text = page?.text ?? ''
  const [, attributes = '', content = ''] = /<form\b([^>]*)>(.*?)<\/form>/s.exec(text) ?? []
  assert.ok(content, `there is no form at ${url}: ${page?.status} ${text}`)
  const inputs = [...content.matchAll(/<input\b([^>]*)>/g)].map(([, one = '']) => one)
  return {
    action: new URL(attribute(attributes, 'action') ?? '', url),
    method: attribute(attributes, 'method')?.toUpperCase() === 'POST' ? 'POST' : 'GET',
    fields: Object.fromEntries(inputs.map((one) => [attribute(one, 'name'), attribute(one, 'value') ?? ''])),
  }
}

/** What an element is told, as the browser understands it. */
const attribute = (text: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`)
    .exec(text)?.[1]
    ?.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))

const keepCookie = (cookies: Map<string, string>, text: string): void => {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? []
  if (/; *max-age=0\b/i.test(text)) cookies.delete(name)
  else cookies.set(name, value)
}
