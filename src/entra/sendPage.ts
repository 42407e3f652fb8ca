import type { FastifyReply } from 'fastify'
import type { Page, PageReply } from './endpoint.ts'

/**
 * Sends a page, or sends the browser on. There is no frame or anything from elsewhere on a page, no script but the one
 * that it names, and no opener policy: a page in a pop-up must reach the one that opened it.
 */
export const sendPage = (reply: FastifyReply, { content, cookies = [] }: PageReply): FastifyReply => {
  if (cookies.length > 0) reply.header('set-cookie', [...cookies])
  // Its own origin must come back with a form, and so no more may be held back than the path.
  reply.header('referrer-policy', 'strict-origin')
  // After a form, 303 says in so many words that the next request is a GET.
  if ('location' in content) return reply.redirect(content.location, reply.request.method === 'POST' ? 303 : 302)
  const { status = 200, html, retryAfterSeconds } = content
  if (retryAfterSeconds) reply.header('retry-after', retryAfterSeconds)
  return reply
    .code(status)
    .headers({ 'content-security-policy': policyOf(content), 'x-frame-options': 'DENY' })
    .type('text/html; charset=utf-8')
    .send(html)
}

const policyOf = ({ formAction = [], scriptHash }: Page): string =>
  [
    "default-src 'none'",
    ...(scriptHash === undefined ? [] : [`script-src '${scriptHash}'`]),
    "style-src 'self'",
    "img-src 'self'",
    `form-action ${["'self'", ...formAction].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
