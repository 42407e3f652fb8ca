import assert from 'node:assert/strict'
import type { Reply } from './startService.ts'

type Headers = Reply['headers']

const guid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** The headers of every answer, whoever gives it, to a request that chooses no correlation id. */
export const assertStandardHeaders = (headers: Headers): void => {
  assert.equal(headers['cache-control'], 'no-cache')
  assert.equal(headers.pragma, 'no-cache')
  assert.equal(headers.expires, '-1')
  assert.equal(headers['x-content-type-options'], 'nosniff')
  assert.equal(headers['strict-transport-security'], 'max-age=31536000; includeSubDomains')
  assert.ok(Math.abs(Date.parse(String(headers.date)) - Date.now()) < 60_000, 'a date')

  const requestId = String(headers['x-ms-request-id'])
  assert.match(requestId, new RegExp(`^${guid}$`))
  assert.equal(headers['x-ms-correlation-request-id'], requestId)
  assert.match(String(headers['x-ms-routing-request-id']), new RegExp(`^LAZULITE:\\d{8}T\\d{6}Z:${requestId}$`))
}

/** The headers of what Resource Manager refuses, which has not reached a provider. */
export const assertErrorHeaders = (headers: Headers): void => {
  assertStandardHeaders(headers)
  assert.equal(headers['content-type'], 'application/json; charset=utf-8')
  assert.equal(headers['x-ms-failure-cause'], 'gateway')
  assert.equal(headers.server, undefined)
}

/** `subscription-reads` for the header that tells what is left of the caller's reads of a subscription. */
export const quotaHeaders = (headers: Headers): readonly string[] => {
  const prefix = 'x-ms-ratelimit-remaining-'
  return Object.keys(headers)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
}
