import assert from 'node:assert/strict'
import { CloudError } from '../../src/core/errors.ts'
import type { Answer } from './request.ts'

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** That a refusal is one of Resource Manager or of the provider: one of the two envelopes, with a code of the table. */
export const assertCloudError = ({ status, headers, text }: Answer): void => {
  assert.equal(headers['content-type'], 'application/json; charset=utf-8')
  assert.match(String(headers['x-ms-request-id']), guid)
  assert.match(String(headers['x-ms-correlation-request-id']), /^[\w.-]{1,64}$/)
  assert.match(String(headers['x-ms-routing-request-id']), /^LAZULITE:\d{8}T\d{6}Z:[\w.-]{1,64}$/)

  const { error, ...others } = JSON.parse(text)
  assert.deepEqual(others, {})
  // For a code that the table does not have, there is no status to ask for.
  const known = new CloudError(error.code, '')
  assert.equal(status, known.status)
  const isGateway = known.by === 'gateway'
  const members = isGateway ? ['code', 'message'] : ['code', 'message', 'target', 'details']
  assert.deepEqual(
    Object.keys(error).filter((member) => !isGateway || member !== 'details'),
    members,
  )
  assert.equal(headers['x-ms-failure-cause'], isGateway ? 'gateway' : undefined)
  assert.equal(headers.server, isGateway ? undefined : 'Kestrel')
}

/** That a refusal is one of the token service: OAuth's members, and Entra's. */
export const assertOAuthError = ({ status, headers, text }: Answer): void => {
  assert.ok(status >= 400, `${status}`)
  assert.match(String(headers['content-type']), /^application\/json/)
  assert.match(String(headers['x-ms-request-id']), guid)
  assert.match(String(headers['cache-control']), /no-store/)

  const body = JSON.parse(text)
  const members = ['error', 'error_description', 'error_codes', 'timestamp', 'trace_id', 'correlation_id', 'error_uri']
  assert.deepEqual(Object.keys(body), members)
  assert.match(body.error, /^[a-z_]+$/)
  assert.ok(body.error_description.startsWith(`AADSTS${body.error_codes[0]}: `), body.error_description)
}
