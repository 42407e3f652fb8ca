/** Where a browser has come to. */
export interface Visit {
  readonly url: URL
  readonly text: string
}

/** A browser without scripts: keeps cookies, follows redirects, fills in forms. */
export interface Browser {
  open(url: string): Promise<Visit>
  /** Sends the form of a page, its hidden fields included. */
  submit(from: Visit, values: Readonly<Record<string, string>>): Promise<Visit>
}

export const openBrowser = (): Browser => {
  const cookies = new Map<string, string>()

  const visit = async (url: URL, body?: URLSearchParams): Promise<Visit> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { cookie, ...(body && { origin: url.origin }) }
    const reply = await fetch(url, { method: body ? 'POST' : 'GET', headers, body: body ?? null, redirect: 'manual' })
    for (const text of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? []
      cookies.set(name, value)
    }
    const next = reply.headers.get('location')
    return next === null ? { url, text: await reply.text() } : visit(new URL(next, url))
  }

  return {
    open: (url) => visit(new URL(url)),
    submit: ({ url, text }, values) => {
      const { action, fields } = formIn(text)
      return visit(new URL(action, url), new URLSearchParams({ ...fields, ...values }))
    },
  }
}

/** The first form of a page. */
const formIn = (page: string) => {
  const [, attributes = '', content = ''] = /<form\b([^>]*)>(.*?)<\/form>/s.exec(page) ?? []
  if (content === '') throw new Error(`this page has no form:\n${page}`)
  const inputs = [...content.matchAll(/<input\b([^>]*)>/g)].map(([, one = '']) => one)
  return {
    action: attribute(attributes, 'action'),
    fields: Object.fromEntries(inputs.map((one) => [attribute(one, 'name'), attribute(one, 'value')])),
  }
}

const attribute = (text: string, name: string): string => {
  const [, value = ''] = new RegExp(`\\s${name}="([^"]*)"`).exec(text) ?? []
  return value.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
}
