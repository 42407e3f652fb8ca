import type { PageReply } from '../endpoint.ts'
import { formPostPage } from '../pages/formPostPage.ts'
import type { ResponseMode } from './responseMode.ts'

/** What a client is told, by name. */
export type Members = Readonly<Record<string, string>>

interface Delivery {
  /** Registered for the client. */
  readonly redirectUri: string
  readonly responseMode: ResponseMode
  readonly applicationName: string
}

/** Sends the browser back to the client with its answer. Every value is URL-encoded: some clients split before they decode. */
export const deliver = ({ redirectUri, responseMode, applicationName }: Delivery, members: Members): PageReply => {
  const url = new URL(redirectUri)
  if (responseMode === 'form_post') {
    const page = formPostPage({ action: url.href, members, applicationName })
    return { content: { ...page, formAction: [formSourceOf(redirectUri)] } }
  }
  if (responseMode === 'query') return { content: { location: withQuery(redirectUri, members) } }
  url.hash = encode(members)
  return { content: { location: url.href } }
}

/** A redirect URI with members behind those that it has. */
export const withQuery = (redirectUri: string, members: Members): string => {
  const url = new URL(redirectUri)
  url.search = [url.search.slice(1), encode(members)].filter(Boolean).join('&')
  return url.href
}

/** `%20` for a space, which not every client reads out of a plus. */
const encode = (members: Members): string =>
  Object.entries(members)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')

/** A redirect URI as the source of a content security policy; its scheme alone where the policy has no word for the host. */
export const formSourceOf = (redirectUri: string): string => {
  const { origin, protocol } = new URL(redirectUri)
  return /^https?:\/\/[a-z\d.-]+(:\d+)?$/.test(origin) ? origin : protocol
}
