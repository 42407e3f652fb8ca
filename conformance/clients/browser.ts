import { formOf } from './formOf.ts'
import type { Page, Visit } from './visit.ts'

export interface BrowserRequest {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Sends one request, to an absolute URL, and follows nothing. */
export type Fetch = (url: URL, sent: BrowserRequest) => Promise<Page>

export type Browser = ReturnType<typeof scriptlessBrowser>

/**
 * A browser without scripts or a screen: keeps cookies, follows redirects until they leave the server, fills in forms. By
 * hand alone: nothing is sent that a real one would not send.
 *
 * @param origin where the server is; nothing else is asked.
 */
export const scriptlessBrowser = (origin: string, fetch: Fetch) => {
  const cookies = new Map<string, string>()
  const cookieHeader = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  const visit = async (url: URL, sent: BrowserRequest = { method: 'GET', headers: {} }): Promise<Visit> => {
    if (url.origin !== origin) return { url, page: undefined }
    const cookie = cookieHeader()
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
    /** The cookies as they are sent. */
    cookieHeader,
    /** @param url may be a path. */
    open: (url: string): Promise<Visit> => visit(new URL(url, origin)),
    /** Sends the first form of a page, its hidden fields included; `values` replace or add to what stands in it. */
    submit,
    /**
     * Opens a page that needs a user, and signs in if it asks for that, as the user of the built-in world unless told
     * otherwise; answers with where that has led to.
     */
    signIn: async (url: string, { userName = 'admin@lazulite.local', password = 'lazulite' } = {}): Promise<Visit> => {
      const asked = await visit(new URL(url, origin))
      if (!asked.page?.text.includes('type="password"')) return asked
      return submit(asked, { username: userName, password })
    },
  }
}

const keepCookie = (cookies: Map<string, string>, text: string): void => {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? []
  if (/; *max-age=0\b/i.test(text)) cookies.delete(name)
  else cookies.set(name, value)
}
