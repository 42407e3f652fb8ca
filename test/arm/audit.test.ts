import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { isAudited } from '../../src/arm/audit.ts'
import { routes } from '../../src/operations/routes.ts'
import { auditNews } from '../support/auditReader.ts'
import { callOperation, givenWhatItNames } from '../support/callOperation.ts'
import { giveRole } from '../support/giveRole.ts'
import { nobody, owner, subscriptionId, tenantId } from '../support/known.ts'
import { namesOf, sampleOf, urlOf } from '../support/samples.ts'
import { sendLate } from '../support/sendLate.ts'
import { shareService } from '../support/shareService.ts'

const azure = await shareService()
const asOwner = await azure.tokenOf(owner)
const asNobody = await azure.tokenOf(nobody)
const news = await auditNews(azure)

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const tenantChain = `/tenants/${tenantId}`

for (const operation of routes) {
  describe(`${operation.id}: ${operation.method} ${operation.path || '/'}`, () => {
    const { method, path, action = '' } = operation
    const { scope = '', isRefused } = sampleOf(operation)
    const upTo = path.slice(0, path.indexOf(`/${scope}`) + `/${scope}`.length)
    const { factoryName } = namesOf(operation)
    const isInFactory = path.includes('/:factoryName')
    const chain = isInFactory
      ? urlOf({ ...operation, path: path.slice(0, path.indexOf('/:factoryName')) }).toLowerCase() +
        `/${factoryName?.toLowerCase()}`
      : tenantChain

    /** What every entry for the operation says, whatever comes of it. */
    const always = {
      tenantId,
      ...(path.includes(':subscriptionId') && { subscriptionId }),
      address: '127.0.0.1',
      correlationId: 'of-the-test',
      clientRequestId: 'of-the-client',
      method,
      resourceId: urlOf({ ...operation, path: upTo }),
      chain,
    }
    const headers = { 'x-ms-correlation-request-id': 'of-the-test', 'x-ms-client-request-id': 'of-the-client' }

    before(() => givenWhatItNames(azure, operation))

    test('tells of what was done, once, where it does more than read', async () => {
      await givenWhatItNames(azure, operation)
      await news()

      const { status } = await callOperation(azure, operation, { token: asOwner, headers })

      const told = await news()
      if (!isAudited(operation) || isRefused) return assert.deepEqual(told, [])
      const [begun, ended] = operation.effect === 'task' ? told.splice(0, 2) : [undefined, told.shift()]
      assert.deepEqual(told, [])
      const { id, time, number, operationName, authKeys, ...entry } = ended ?? assert.fail()
      assert.match(id, guid)
      assert.ok(Math.abs(Date.parse(time) - Date.now()) < 60_000)
      assert.ok(number >= 1)
      assert.equal(operationName.toLowerCase(), sampleOf(operation).action?.toLowerCase())
      assert.ok(Array.isArray(authKeys))
      assert.deepEqual(entry, {
        ...always,
        caller: { kind: 'principal', objectId: owner.objectId, name: owner.clientId },
        outcome: 'Succeeded',
        status,
      })
      if (operation.effect !== 'task') return
      const { number: before, ...beginning } = begun ?? assert.fail()
      assert.equal(before, number - 1)
      assert.notEqual(beginning.id, id)
      assert.deepEqual(
        { ...beginning, id, time },
        { ...entry, id, time, operationName, authKeys, outcome: 'Started', status: 202 },
      )
    })

    test('tells of a refusal for want of a role, once, where it does more than read', async () => {
      await givenWhatItNames(azure, operation)
      await news()

      const { status } = await callOperation(azure, operation, { token: asNobody, headers })

      const told = await news()
      if (!isAudited(operation)) return assert.deepEqual(told, [])
      assert.equal(status, 403)
      const [{ id, time, number, operationName, ...entry } = assert.fail(), ...more] = told
      assert.deepEqual(more, [])
      assert.equal(operationName.toLowerCase(), sampleOf(operation).action?.toLowerCase())
      assert.deepEqual(entry, {
        ...always,
        caller: { kind: 'principal', objectId: nobody.objectId, name: nobody.clientId },
        outcome: 'Failed',
        status: 403,
        code: 'AuthorizationFailed',
        authKeys: [],
      })
    })

    test('tells nothing of what is refused for another reason', async () => {
      await givenWhatItNames(azure, operation)
      await news()

      const refused = [
        await callOperation(azure, operation, {}),
        await callOperation(azure, operation, { token: asOwner, query: 'api-version=' }),
        await callOperation(azure, operation, {
          token: asOwner,
          method: method === 'GET' ? 'DELETE' : 'GET',
          url: `${urlOf(operation)}/more/x/y`,
        }),
      ]

      for (const { status } of refused) assert.ok([400, 401, 404, 405].includes(status), String(status))
      assert.deepEqual(await news(), [])
    })

    if (action && (operation.effect === 'change' || operation.body)) {
      test('tells once of a role that was taken away between the head and the body', async () => {
        await givenWhatItNames(azure, operation)
        const takeAway = await giveRole(azure, { principalId: nobody.objectId, scope: '/', role: 'Owner' })
        await news()

        const status = await sendLate(azure, operation, { token: asNobody, meanwhile: takeAway })

        assert.equal(status, 403)
        const told = (await news()).map(({ outcome, code, caller }) => ({ outcome, code, objectId: caller.objectId }))
        const once = [{ outcome: 'Failed', code: 'AuthorizationFailed', objectId: nobody.objectId }]
        assert.deepEqual(told, isAudited(operation) ? once : [])
      })
    }
  })
}
