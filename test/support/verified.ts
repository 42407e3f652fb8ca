import assert from 'node:assert/strict'
import type { FastifyInstance } from 'fastify'
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { inject } from './inject.ts'
import { tenantId } from './known.ts'

/** Header and claims of a token, once its signature is checked against what the server publishes; its times at `now`. */
export const verified = async (service: { readonly app: FastifyInstance }, token: string, now = new Date()) => {
  const { text } = await inject(service, { method: 'GET', url: `/${tenantId}/discovery/v2.0/keys` })
  const keys = createLocalJWKSet(JSON.parse(text))
  const { protectedHeader, payload } = await jwtVerify(token, keys, { currentDate: now })
  assert.deepEqual(payload, decodeJwt(token))
  return { header: protectedHeader, claims: payload }
}
