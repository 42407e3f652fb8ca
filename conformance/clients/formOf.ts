import type { Visit } from './visit.ts'

/** A form as it would be sent by who changes nothing in it. */
export interface PageForm {
  readonly action: URL
  readonly method: 'GET' | 'POST'
  readonly fields: Readonly<Record<string, string>>
}

/**
 * The first form on a page.
 *
 * @throws Error for a page without one.
 */
export const formOf = ({ url, page }: Visit): PageForm => {
  const text = page?.text ?? ''
  const [, attributes = '', content = ''] = /<form\b([^>]*)>(.*?)<\/form>/s.exec(text) ?? []
  if (content === '') throw new Error(`there is no form at ${url}: ${page?.status} ${text}`)
  const inputs = [...content.matchAll(/<input\b([^>]*)>/g)].map(([, one = '']) => one)
  return {
    action: new URL(attribute(attributes, 'action'), url),
    method: attribute(attributes, 'method').toUpperCase() === 'POST' ? 'POST' : 'GET',
    fields: Object.fromEntries(inputs.map((one) => [attribute(one, 'name'), attribute(one, 'value')])),
  }
}

/** What an element is told, as the browser understands it. */
const attribute = (text: string, name: string): string => {
  const [, value = ''] = new RegExp(`\\s${name}="([^"]*)"`).exec(text) ?? []
  return value.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
}
