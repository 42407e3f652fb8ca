import type { FastifyInstance } from 'fastify'
import { replyHeaders } from './correlation.ts'
import type { Endpoint, EntraParts } from './endpoint.ts'
import { instanceDiscovery } from './endpoints/instanceDiscovery.ts'
import { keys } from './endpoints/keys.ts'
import { openIdConfiguration } from './endpoints/openIdConfiguration.ts'
import { token } from './endpoints/token.ts'
import { errorReply } from './errorReply.ts'
import { mount, refuseOtherMethods } from './mount.ts'
import { parseParameters } from './parameters.ts'
import { secretChecker } from './secretChecker.ts'

const endpoints: readonly Endpoint[] = [
  openIdConfiguration('v1'),
  openIdConfiguration('v2'),
  keys('v1'),
  keys('v2'),
  instanceDiscovery,
  token('v1'),
  token('v2'),
]

const maxBodyBytes = 64 * 1024

/**
 * The token service, in the shape of Microsoft's Entra ID. It takes a scope of its own, for its own parsers and errors;
 * that a request is for this server at all has been seen to before it.
 */
export const entra = async (scope: FastifyInstance, parts: EntraParts): Promise<void> => {
  scope.setErrorHandler(errorReply(parts.effects))
  scope.addHook('onSend', replyHeaders)
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: maxBodyBytes },
    async (_request: unknown, text: string) => parseParameters(text),
  )

  const endpointParts = { ...parts, checkSecret: secretChecker(parts.effects) }
  for (const endpoint of endpoints) mount(scope, endpoint, endpointParts)
  for (const [path, atPath = []] of Object.entries(Object.groupBy(endpoints, (endpoint) => endpoint.path))) {
    refuseOtherMethods(
      scope,
      path,
      atPath.map(({ method }) => method),
    )
  }
}
