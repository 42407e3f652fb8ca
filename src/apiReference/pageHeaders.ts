/** Only what comes from this server itself runs, is shown or is asked. Swagger UI's own style sheet has pictures in it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * The headers of every file of the page. There is no `Cross-Origin-Opener-Policy`: the window of a sign-in hands its token
 * to the one that opened it.
 */
export const pageHeaders = {
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const
