import type { FastifyInstance } from 'fastify'
import { stamp } from '../arm/correlation.ts'
import { errorReply } from '../arm/errorReply.ts'
import type { Gate } from '../arm/gate.ts'
import { requireJsonType } from '../arm/mediaType.ts'
import { parseJson } from '../arm/parseJson.ts'
import { schemaChecker } from '../arm/schemaChecker.ts'
import { refuseOtherMethods } from '../arm/unknown.ts'
import { openAttempts } from '../core/attempts/attempts.ts'
import { BoundedMemory } from '../core/boundedMemory.ts'
import { CloudError } from '../core/errors.ts'
import { SealBroken, storedSecretBroken } from '../core/sealBroken.ts'
import { deedQuota } from './deedQuota.ts'
import type { NodeEndpoint, NodeParts } from './endpoint.ts'
import { heartbeat } from './heartbeat.ts'
import { leave } from './leave.ts'
import { Pending } from './pending.ts'
import { register } from './register.ts'
import { rekey } from './rekey.ts'
import { verifyKey } from './verifyKey.ts'

const endpoints: readonly NodeEndpoint[] = [register, heartbeat, rekey, leave, verifyKey]

const largestBodyBytes = 64 * 1024

/** How long what nodes say may wait for the disk. */
const flushMs = 1000

/** What nodes, and programs that hold keys, ask of the service. `docs/node-protocol.md` tells it from their side. */
export const nodes = async (app: FastifyInstance, gate: Gate): Promise<void> => {
  const { effects } = gate
  const pending = new Pending(gate)
  const parts = {
    ...gate,
    pending,
    attempts: openAttempts(effects),
    toldBroken: new BoundedMemory<number>(10_000),
    takeDeed: deedQuota(effects),
  }
  const renderError = errorReply(effects)
  app.setErrorHandler((thrown, request, reply) => renderError(inWordsForNodes(thrown), request, reply))
  app.addHook('onRequest', async (request, reply) => stamp(effects, request, reply))
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, async (_request: unknown, text: string) => text)
  for (const endpoint of endpoints) mountEndpoint(app, endpoint, parts)
  flushEverySecond(app, pending)
}

const mountEndpoint = (app: FastifyInstance, { path, body: schema, answer }: NodeEndpoint, parts: NodeParts): void => {
  const check = schema && schemaChecker(schema, 'BadRequest')
  app.post(path, { bodyLimit: largestBodyBytes }, async (request, reply) => {
    const text = typeof request.body === 'string' ? request.body : ''
    if (text !== '') requireJsonType(request.headers['content-type'])
    const body = check?.(parseJson(text, 'BadRequest'))
    const said = await answer({ request, reply, body }, parts)
    return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(said))
  })
  refuseOtherMethods(app, path, ['POST'])
}

const inWordsForNodes = (thrown: unknown): unknown => {
  if (thrown instanceof SealBroken) return storedSecretBroken(thrown)
  const { code = '' } = thrown as { readonly code?: string }
  if (code !== 'FST_ERR_CTP_BODY_TOO_LARGE') return thrown
  return new CloudError('RequestContentTooLarge', 'The request content size exceeds the maximum size of 64 KB.')
}

/** Until the app closes, and then once more. What could not be written is tried again the next time. */
const flushEverySecond = (app: FastifyInstance, pending: Pending): void => {
  const flush = (): Promise<void> =>
    pending.flush().catch((err: unknown) => app.log.error({ err }, 'what nodes have said could not be kept yet'))
  const timer = setInterval(flush, flushMs)
  timer.unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await flush()
  })
}
