import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { byKey, byRole, linked, linksOf, withIdentity } from '../../support/borrowing.ts'
import { dumpStore } from '../../support/dumpStore.ts'
import { giveRole } from '../../support/giveRole.ts'
import { factoryUrl, groupUrl, runtimeUrl, subscriptionId, tenantId } from '../../support/known.ts'
import { borrowerUrl, givenALinkedRuntime, linkedUrl } from '../../support/linked.ts'
import { selfHosted, serverless } from '../../support/runtimeKinds.ts'
import { shareService } from '../../support/shareService.ts'
import { otherSubscriptionId, otherTenantId, twoTenants } from '../../support/twoTenants.ts'

const azure = await shareService({ world: twoTenants })
beforeEach(() => azure.send('DELETE', groupUrl))

type Body = ReturnType<typeof linked>

/** What keeps a factory from a runtime: set up first, then PUT in vain. */
interface Refusal {
  /** Beside the runtime to share. */
  readonly given?: () => Promise<unknown>
  readonly sent: Body | (() => Promise<Body>)
  readonly url?: string
  readonly status: number
  readonly code: string
  readonly message: string | RegExp
}

const managedIdentityRequired = {
  status: 400,
  code: 'ManagedIdentityRequiredToCreateLinkedIntegrationRuntime',
  message:
    "Managed identity is required when creating linked integration runtime 'Linked-1' under 'Borrower-1'. " +
    'Please specify a managed identity via credential object.',
}
const denied = (name: string) => ({
  status: 401,
  code: 'UnauthorizedIntegrationRuntimeAccess',
  message:
    `Access denied. Unable to access shared integration runtime '${name}'. ` +
    'Please check whether this resource has been granted permission by the shared integration runtime',
})
const badRequest = (message: RegExp) => ({ status: 400, code: 'BadRequest', message })

const owning = async (scope = '/', role = 'Owner'): Promise<void> => {
  const { identity } = (await azure.send('PUT', borrowerUrl, withIdentity)).body
  await giveRole(azure, { principalId: identity.principalId, scope, role })
}
const factoryOf = (identity: object | undefined) => () =>
  azure.send('PUT', borrowerUrl, { body: { location: 'eastus', ...(identity && { identity }) } })

const authKey1 = async (): Promise<string> => (await azure.listAuthKeys()).authKey1
const otherUrl = runtimeUrl.replace('Runtime-1', 'Runtime-2')
const theirRuntimeUrl = runtimeUrl.replace(subscriptionId, otherSubscriptionId).replace('Factory-1', 'Theirs-1')

/** A runtime in the subscription of another tenant, which its own people have made; answers with a key of it. */
const givenTheirRuntime = async (): Promise<string> => {
  const principal = { clientId: 'c', objectId: '88888888-8888-8888-8888-00000000000b' }
  await giveRole(azure, { principalId: principal.objectId, scope: '/', role: 'Owner', tenantId: otherTenantId })
  const issuer = `https://localhost:8443/${otherTenantId}/v2.0`
  const token = await azure.tokenOf(principal, { tid: otherTenantId, iss: issuer })
  const [group = '', factory = ''] = [theirRuntimeUrl.split('/providers')[0], theirRuntimeUrl.split('/integ')[0]]
  const register = `/subscriptions/${otherSubscriptionId}/providers/Microsoft.DataFactory/register`
  assert.equal((await azure.send('POST', register, { token })).status, 200)
  for (const url of [group, factory]) await azure.send('PUT', url, { token, body: { location: 'eastus' } })
  const { status } = await azure.send('PUT', theirRuntimeUrl, { token, body: { properties: selfHosted } })
  assert.equal(status, 200)
  return (await azure.send('POST', `${theirRuntimeUrl}/listAuthKeys`, { token })).body.authKey1
}

const refusals: Readonly<Record<string, Refusal>> = {
  'a factory without an identity': {
    given: factoryOf(undefined),
    sent: byRole(runtimeUrl),
    ...managedIdentityRequired,
  },
  'a factory whose identity was taken away': {
    given: async () => {
      await owning()
      await azure.send('PUT', borrowerUrl, { body: { location: 'West Europe', identity: { type: 'None' } } })
    },
    sent: byRole(runtimeUrl),
    ...managedIdentityRequired,
  },
  'a credential, which no factory has here': {
    given: () => owning(),
    sent: linked({
      authorizationType: 'RBAC',
      resourceId: runtimeUrl,
      credential: { type: 'CredentialReference', referenceName: 'mine' },
    }),
    ...badRequest(/^The document creation or update failed because of invalid reference 'mine'\.$/),
  },
  'an identity without a role': {
    given: factoryOf({ type: 'SystemAssigned' }),
    sent: byRole(runtimeUrl),
    ...denied('Runtime-1'),
  },
  'an identity that may only read': {
    given: () => owning('/', 'Reader'),
    sent: byRole(runtimeUrl),
    ...denied('Runtime-1'),
  },
  'an identity with a role at another runtime': {
    given: () => owning(`${runtimeUrl}0`),
    sent: byRole(runtimeUrl),
    ...denied('Runtime-1'),
  },
  'a runtime that is not there': { given: () => owning(), sent: byRole(otherUrl), ...denied('Runtime-2') },
  'a runtime that is not there, and no role': {
    given: factoryOf({ type: 'SystemAssigned' }),
    sent: byRole(otherUrl),
    ...denied('Runtime-2'),
  },
  'a factory that is not there': {
    given: () => owning(),
    sent: byRole(runtimeUrl.replace('Factory-1', 'No-1')),
    ...denied('Runtime-1'),
  },
  'the id of a factory': { given: () => owning(), sent: byRole(factoryUrl), ...denied(factoryUrl) },
  'the id of a runtime with a slash behind': {
    given: () => owning(),
    sent: byRole(`${runtimeUrl}/`),
    ...denied(`${runtimeUrl}/`),
  },
  'an empty id': { given: () => owning(), sent: byRole(''), ...denied('') },
  'a very long id': { given: () => owning(), sent: byRole('x'.repeat(100_000)), ...denied('x'.repeat(200)) },
  'a role that its own tenant gave at a runtime of another one': {
    given: async () => {
      await givenTheirRuntime()
      await owning()
      await owning(theirRuntimeUrl)
    },
    sent: byRole(theirRuntimeUrl),
    ...denied('Runtime-1'),
  },
  'a role that the other tenant gave': {
    given: async () => {
      await givenTheirRuntime()
      const { identity } = (await azure.send('PUT', borrowerUrl, withIdentity)).body
      await giveRole(azure, {
        principalId: identity.principalId,
        scope: theirRuntimeUrl,
        role: 'Owner',
        tenantId: otherTenantId,
      })
    },
    sent: byRole(theirRuntimeUrl),
    ...denied('Runtime-1'),
  },
  'a managed runtime to share': {
    given: async () => {
      await azure.send('PUT', otherUrl, { body: { properties: serverless } })
      await owning()
    },
    sent: byRole(otherUrl),
    ...badRequest(/^The integration runtime 'Runtime-2' is not self-hosted, and cannot be shared\.$/),
  },
  itself: {
    given: () => owning(),
    sent: byRole(linkedUrl),
    ...badRequest(/^The integration runtime 'Linked-1' is itself linked to another one, and cannot be shared\.$/),
  },
  'one that is linked itself': {
    given: async () => {
      await givenALinkedRuntime(azure)
      await owning()
    },
    sent: byRole(linkedUrl),
    url: linkedUrl.replace('Linked-1', 'Linked-2'),
    ...badRequest(/^The integration runtime 'Linked-1' is itself linked to another one, and cannot be shared\.$/),
  },
  'the key of one that is linked itself': {
    given: async () => {
      await azure.send('PUT', borrowerUrl, withIdentity)
      await azure.send('PUT', linkedUrl, { body: { properties: selfHosted } })
    },
    sent: async () => {
      const { body } = await azure.send('POST', `${linkedUrl}/listAuthKeys`)
      await givenALinkedRuntime(azure)
      return byKey(body.authKey1)
    },
    url: linkedUrl.replace('Linked-1', 'Linked-2'),
    ...badRequest(/^The integration runtime 'Linked-1' is itself linked to another one, and cannot be shared\.$/),
  },
  'a key of another tenant': {
    given: factoryOf(undefined),
    sent: async () => byKey(await givenTheirRuntime()),
    ...denied('Linked-1'),
  },
  'a wrong key': {
    given: factoryOf(undefined),
    sent: async () => byKey((await authKey1()).replace(/.=$/, (end) => (end === 'A=' ? 'E=' : 'A='))),
    ...denied('Linked-1'),
  },
  'part of a key': {
    given: factoryOf(undefined),
    sent: async () => byKey((await authKey1()).slice(0, -1)),
    ...denied('Linked-1'),
  },
  'a key in another letter case': {
    given: factoryOf(undefined),
    sent: async () => byKey((await authKey1()).toUpperCase()),
    ...denied('Linked-1'),
  },
  'a key with another factory in it': {
    given: factoryOf(undefined),
    sent: async () => byKey((await authKey1()).replace('@Factory-1@', '@Borrower-1@')),
    ...denied('Linked-1'),
  },
  'no key': { given: factoryOf(undefined), sent: byKey(''), ...denied('Linked-1') },
  'asterisks where no key is kept': { given: factoryOf(undefined), sent: byKey('**********'), ...denied('Linked-1') },
  'a key of no runtime': {
    given: factoryOf(undefined),
    sent: byKey(`IR@${tenantId}@Factory-1@ServiceEndpoint=factory-1.eastus.datafactory.azure.net@${'A'.repeat(43)}=`),
    ...denied('Linked-1'),
  },
  'a key that was rotated away': {
    given: factoryOf(undefined),
    sent: async () => {
      const key = await authKey1()
      await azure.regenerateAuthKey('authKey1')
      return byKey(key)
    },
    ...denied('Linked-1'),
  },
  'the key of a runtime that is gone': {
    given: factoryOf(undefined),
    sent: async () => {
      const key = await authKey1()
      await azure.send('DELETE', runtimeUrl)
      await azure.givenARuntime()
      return byKey(key)
    },
    ...denied('Linked-1'),
  },
  'a runtime that is shared itself': {
    given: async () => {
      await azure.send('PUT', otherUrl, { body: { properties: selfHosted } })
      await givenALinkedRuntime(azure)
    },
    sent: async () => byKey((await azure.send('POST', `${otherUrl}/listAuthKeys`)).body.authKey1),
    url: runtimeUrl,
    ...badRequest(/^The integration runtime 'Runtime-1' is shared, and cannot be linked itself\.$/),
  },
}

for (const [what, { given, sent, url = linkedUrl, status, code, message }] of Object.entries(refusals)) {
  test(`no link comes of ${what}, and nothing changes`, async () => {
    await azure.givenARuntime()
    await given?.()
    const request = typeof sent === 'function' ? await sent() : sent
    const [before, links] = [await dumpStore(azure.store), await linksOf(azure)]

    const reply = await azure.send('PUT', url, request)

    assert.equal(reply.status, status, JSON.stringify(reply.body))
    assert.deepEqual(Object.keys(reply.body.error), ['code', 'message', 'target', 'details'])
    assert.equal(reply.body.error.code, code)
    if (typeof message === 'string') assert.equal(reply.body.error.message, message)
    else assert.match(reply.body.error.message, message)
    assert.equal(reply.headers.server, 'Kestrel')
    assert.equal(await dumpStore(azure.store), before)
    assert.deepEqual(await linksOf(azure), links)
  })
}
