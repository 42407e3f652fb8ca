import type { FastifyInstance } from 'fastify'
import { openAttempts } from '../core/attempts/attempts.ts'
import { replyHeaders } from './correlation.ts'
import type { Endpoint, EndpointParts, EntraParts, PageEndpoint } from './endpoint.ts'
import { authorize } from './endpoints/authorize.ts'
import { deviceAnswer } from './endpoints/deviceAnswer.ts'
import { deviceAuthorization } from './endpoints/deviceAuthorization.ts'
import { devicePage } from './endpoints/devicePage.ts'
import { instanceDiscovery } from './endpoints/instanceDiscovery.ts'
import { keys } from './endpoints/keys.ts'
import { login } from './endpoints/login.ts'
import { logout } from './endpoints/logout.ts'
import { openIdConfiguration } from './endpoints/openIdConfiguration.ts'
import { token } from './endpoints/token.ts'
import { userinfo } from './endpoints/userinfo.ts'
import { errorReply } from './errorReply.ts'
import { mountManagedIdentity } from './managedIdentity/mountManagedIdentity.ts'
import { mount, refuseOtherMethods } from './mount.ts'
import { mountPage } from './mountPage.ts'
import { mountSignInStyle } from './mountSignInStyle.ts'
import { readForms } from './readForms.ts'
import { secretChecker } from './secrets/secretChecker.ts'
import { openTickets } from './tickets/tickets.ts'

const endpoints: readonly Endpoint[] = [
  openIdConfiguration('v1'),
  openIdConfiguration('v2'),
  keys('v1'),
  keys('v2'),
  instanceDiscovery,
  deviceAuthorization('v1'),
  deviceAuthorization('v2'),
  token('v1'),
  token('v2'),
  userinfo('GET'),
  userinfo('POST'),
]

const pageEndpoints: readonly PageEndpoint[] = [
  authorize('GET', 'v1'),
  authorize('GET', 'v2'),
  authorize('POST', 'v1'),
  authorize('POST', 'v2'),
  devicePage,
  deviceAnswer,
  login,
  logout('GET', 'v1'),
  logout('GET', 'v2'),
  logout('POST', 'v1'),
  logout('POST', 'v2'),
]

/**
 * The token service, in the shape of Microsoft's Entra ID. It takes a scope of its own, for its own parsers and errors;
 * that a request is for this server at all has been seen to before it.
 */
export const entra = async (scope: FastifyInstance, { ticketKey, ...parts }: EntraParts): Promise<void> => {
  scope.setErrorHandler(errorReply(parts.effects))
  scope.addHook('onSend', replyHeaders)
  readForms(scope)

  const endpointParts: EndpointParts = {
    ...parts,
    checkSecret: secretChecker(parts.effects),
    attempts: openAttempts(parts.effects),
    tickets: openTickets(ticketKey, parts.effects),
  }
  for (const endpoint of endpoints) mount(scope, endpoint, endpointParts)
  for (const endpoint of pageEndpoints) mountPage(scope, endpoint, endpointParts)
  mountSignInStyle(scope)
  if (parts.managedIdentity) mountManagedIdentity(scope, endpointParts)
  const all = [...endpoints, ...pageEndpoints]
  for (const [path, atPath = []] of Object.entries(Object.groupBy(all, (endpoint) => endpoint.path))) {
    refuseOtherMethods(
      scope,
      path,
      atPath.map(({ method }) => method),
    )
  }
}
