import { Type } from 'typebox'
import { CloudError } from '../../core/errors.ts'
import { StartError } from '../../core/startError.ts'
import { ok, operation } from '../operation.ts'
import { controlPath } from '../paths.ts'

const ResealedReply = Type.Object(
  {
    resealed: Type.Integer({ minimum: 0, description: 'Secrets that are sealed anew.' }),
    broken: Type.Integer({
      minimum: 0,
      description: 'Secrets that do not open, and stay as they are. The log of the server names them.',
    }),
  },
  { additionalProperties: false },
)

/**
 * Seals every secret anew under a fresh data key, while others read and write. One that was cut short is taken up again
 * by the next. What does not open may be of any tenant: the caller learns how much, and the log what.
 *
 * @throws CloudError `ServiceUnavailable` when the master key cannot wrap, in the words of a start: the vault is away.
 */
export const rotateKeyring = operation({
  id: 'Control_RotateKeyring',
  isOurs: true,
  method: 'POST',
  path: `${controlPath}/keyring/rotate`,
  action: 'Lazulite.Control/keyring/rotate/action',
  summary: 'Seals every secret of the store anew, under a fresh key.',
  effect: 'task',
  body: null,
  replies: { 200: ResealedReply },

  handle: async (_request, store) => {
    const { resealed, broken } = await store.rotateDataKey().catch(refuse)
    const reply = ok({ resealed, broken: broken.length })
    return broken.length > 0 ? { ...reply, logged: { broken } } : reply
  },
})

const refuse = (error: unknown): never => {
  throw error instanceof StartError ? new CloudError('ServiceUnavailable', error.message, { cause: error }) : error
}
