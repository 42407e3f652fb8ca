import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { sep } from 'node:path'
import { before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Compile } from 'typebox/compile'
import { operations } from '../src/operations/index.ts'
import type { AnyOperation, Method } from '../src/operations/operation.ts'
import { routes } from '../src/operations/routes.ts'
import { callOperation, givenWhatItNames } from './support/callOperation.ts'
import { giveRole } from './support/giveRole.ts'
import { nobody, origin, owner, reader, subscriptionId, tenantId } from './support/known.ts'
import { namesOf, sampledIds, sampleOf, urlOf } from './support/samples.ts'
import { sendLate } from './support/sendLate.ts'
import { shareService } from './support/shareService.ts'
import { assertErrorHeaders, assertStandardHeaders, quotaHeaders } from './support/standardHeaders.ts'

const azure = await shareService()
const throttled = {
  hourly: await shareService({ throttle: 'hourly' }),
  bucket: await shareService({ throttle: 'bucket' }),
}
const asOwner = await azure.tokenOf(owner)
const asReader = await azure.tokenOf(reader)
const asNobody = await azure.tokenOf(nobody)

const missingSubscription = '99999999-9999-9999-9999-999999999999'
const isOfDataFactory = ({ path }: AnyOperation): boolean =>
  path.slice(path.lastIndexOf('/providers/')).startsWith('/providers/Microsoft.DataFactory/')
const isRuntime = ({ path }: AnyOperation): boolean => path.endsWith('/:integrationRuntimeName')
const hasParent = ({ path }: AnyOperation, name: string): boolean => path.includes(`/:${name}/`)

test('every file of src/operations/ is in the list, under its own operationId', () => {
  const folder = fileURLToPath(new URL('../src/operations/', import.meta.url))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /\/.+\.ts$/.test(file) && !file.endsWith('/schemas.ts'))
  const lowerFirst = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1)

  const listed = operations.map(({ id }) => `${id.split('_').map(lowerFirst).join('/')}.ts`)

  assert.deepEqual(listed.toSorted(), files.toSorted())
})

test('every operation has a sample request, and every sample an operation', () => {
  assert.deepEqual(operations.map(({ id }) => id).toSorted(), sampledIds.toSorted())
})

for (const operation of routes) {
  describe(`${operation.id}: ${operation.method} ${operation.path || '/'}`, () => {
    const { method, path } = operation
    const { quota, action, scope, isRefused } = sampleOf(operation)
    const call = callOperation.bind(undefined, azure, operation)
    const assertExpected = (status: number, message = ''): void =>
      assert.ok(isRefused ? status === 400 : String(status) in operation.replies, `${message} ${status}`)

    before(() => givenWhatItNames(azure, operation))

    test('is refused without a token, and the caller told where to get one', async () => {
      const { status, headers, body } = await call({})

      assert.equal(status, 401)
      if (method !== 'HEAD') {
        assert.deepEqual(body.error, {
          code: 'AuthenticationFailed',
          message: "Authentication failed. The 'Authorization' header is missing.",
        })
      }
      const authority = `${origin}/${path.includes(':subscriptionId') ? tenantId : 'common'}`
      assert.equal(
        headers['www-authenticate'],
        `Bearer authorization_uri="${authority}", error="invalid_token", ` +
          `error_description="The authentication failed because of missing 'Authorization' header."`,
      )
      assertErrorHeaders(headers)
    })

    test('is refused to those who have no role, in the words of Azure', async () => {
      const { status, headers, body } = await call({ token: asNobody })

      if (!action) return assert.equal(status, 200, 'anybody who is signed in')
      assert.equal(status, 403)
      assertErrorHeaders(headers)
      if (method === 'HEAD') return
      const upTo = path.slice(0, path.indexOf(`/${scope}`) + `/${scope}`.length)
      assert.deepEqual(body.error, {
        code: 'AuthorizationFailed',
        message:
          `The client '${nobody.clientId}' with object id '${nobody.objectId}' does not have authorization to perform ` +
          `action '${action}' over scope '${urlOf({ ...operation, path: upTo })}' or the scope is invalid. ` +
          'If access was recently granted, please refresh your credentials.',
      })
    })

    if (action && (operation.effect === 'change' || operation.body)) {
      test('is refused to those whose role is taken away between the head and the body', async () => {
        await givenWhatItNames(azure, operation)
        const takeAway = await giveRole(azure, { principalId: nobody.objectId, scope: '/', role: 'Owner' })
        let wasLetIn = false

        const status = await sendLate(azure, operation, {
          token: asNobody,
          meanwhile: async () => {
            wasLetIn = await takeAway()
          },
        })

        assert.ok(wasLetIn)
        assert.equal(status, 403)
      })
    }

    test('is open to a Reader if it only reads', async () => {
      const { status } = await call({ token: asReader })

      assert.equal(status === 403, !quota.endsWith('-reads'), `answered ${status}`)
    })

    test('wants an api-version', async () => {
      for (const query of ['', 'api-version=', 'version=2018-06-01']) {
        const { status, headers, body } = await call({ token: asOwner, query })
        assert.equal(status, 400)
        assertErrorHeaders(headers)
        if (method !== 'HEAD') {
          assert.deepEqual(body.error, {
            code: 'MissingApiVersionParameter',
            message: 'The api-version query parameter (?api-version=) is required for all requests.',
          })
        }
      }
    })

    test('refuses what is no api-version', async () => {
      for (const version of ['latest', '1.0', '2018-6-1', '2018-06-01-beta', 'x2018-06-01', '2018-06-01%0a']) {
        const { status, body } = await call({ token: asOwner, query: `api-version=${version}` })
        assert.equal(status, 400, version)
        if (method !== 'HEAD') assert.equal(body.error.code, 'InvalidApiVersionParameter')
      }
    })

    test('takes the api-versions that it has', async () => {
      for (const version of ['2018-06-01', '2017-09-01-preview', '2017-09-01-Preview']) {
        await givenWhatItNames(azure, operation)
        const { status } = await call({ token: asOwner, query: `Api-Version=${version}` })
        assertExpected(status, version)
      }
    })

    test('takes an api-version of another year unless it is of Data Factory', async () => {
      await givenWhatItNames(azure, operation)

      const { status, body } = await call({ token: asOwner, query: 'api-version=2022-09-01' })

      if (!isOfDataFactory(operation)) return assertExpected(status)
      assert.equal(status, 400)
      assert.equal(body.error.code, 'NoRegisteredProviderFound')
      assert.match(body.error.message, /API version '2022-09-01' for type '(factories|locations|operations)/)
      assert.match(body.error.message, /The supported api-versions are '2017-09-01-preview, 2018-06-01'\./)
    })

    test('tells in one header what is left of the hourly quota, and in two what is left of a bucket', async () => {
      for (const [profile, expected] of [
        ['hourly', [quota]],
        ['bucket', [quota, quota.replace('-', '-global-')]],
      ] as const) {
        await givenWhatItNames(throttled[profile], operation)
        const token = await throttled[profile].tokenOf(owner)
        const { status, headers } = await callOperation(throttled[profile], operation, { token })
        assertExpected(status, profile)
        const isOfGateway = isRefused && !isOfDataFactory(operation)
        assert.deepEqual(quotaHeaders(headers).toSorted(), isOfGateway ? [] : expected.toSorted(), profile)
      }
    })

    test('says nothing of a quota when the gateway refuses', async () => {
      const token = await throttled.hourly.tokenOf(nobody)
      const refused = [await callOperation(throttled.hourly, operation, {})]
      if (action) refused.push(await callOperation(throttled.hourly, operation, { token }))

      for (const { headers } of refused) assert.deepEqual(quotaHeaders(headers), [])
    })

    if (path.includes(':subscriptionId')) {
      test('tells a subscription that is not there, even without a token', async () => {
        const { status, headers, body } = await call({ url: urlOf(operation, { subscriptionId: missingSubscription }) })

        assert.equal(status, 404)
        assertErrorHeaders(headers)
        if (method === 'HEAD') return
        assert.deepEqual(body.error, {
          code: 'SubscriptionNotFound',
          message: `The subscription '${missingSubscription}' could not be found.`,
        })
      })
    }

    const needsGroup = hasParent(operation, 'resourceGroupName')
    if (needsGroup || (path.endsWith('/:resourceGroupName') && method !== 'PUT')) {
      test('tells a resource group that is not there', async () => {
        const url = urlOf(operation, { resourceGroupName: 'Missing' })

        const { status, headers, body } = await call({ url, token: asOwner })

        assert.equal(status, 404)
        assertErrorHeaders(headers)
        if (method === 'HEAD') return
        assert.deepEqual(body.error, {
          code: 'ResourceGroupNotFound',
          message: "Resource group 'Missing' could not be found.",
        })
      })
    }

    const needsFactory = hasParent(operation, 'factoryName')
    if (needsFactory || (path.endsWith('/:factoryName') && ['GET', 'PATCH'].includes(method))) {
      test('tells a factory that is not there, in the words of the gateway', async () => {
        const url = urlOf(operation, { factoryName: 'Missing' })

        const { status, headers, body } = await call({ url, token: asOwner })

        assert.equal(status, 404)
        assertErrorHeaders(headers)
        assert.deepEqual(body.error, {
          code: 'ResourceNotFound',
          message:
            `The Resource 'Microsoft.DataFactory/factories/Missing' under resource group '${operation.id}' was not found. ` +
            'For more details please go to https://aka.ms/ARMResourceNotFoundFix',
        })
      })
    }

    if (path.includes(':integrationRuntimeName') && !(isRuntime(operation) && ['DELETE', 'PUT'].includes(method))) {
      test('tells a runtime that is not there, in the words of the provider', async () => {
        const url = urlOf(operation, { integrationRuntimeName: 'Missing' })
        await givenWhatItNames(throttled.hourly, operation)
        const token = await throttled.hourly.tokenOf(owner)

        const { status, headers, body } = await callOperation(throttled.hourly, operation, { url, token })

        assert.equal(status, 404)
        assertStandardHeaders(headers)
        assert.equal(headers.server, 'Kestrel')
        assert.equal(headers['x-ms-failure-cause'], undefined)
        assert.deepEqual(quotaHeaders(headers), [quota])
        const { resourceGroupName, factoryName } = namesOf(operation)
        assert.deepEqual(Object.entries(body.error), [
          ['code', 'NotFound'],
          ['message', 'The document could not be retrieved because it does not exist.'],
          [
            'target',
            `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.DataFactory` +
              `/factories/${factoryName}/integrationruntimes/Missing`,
          ],
          ['details', null],
        ])
      })
    }

    test('leaves other methods of its path to those that have them, and says which these are', async () => {
      const known = routes.filter((other) => other.path === path).map((other) => other.method)
      const all: Method[] = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT']

      for (const other of all.filter((one) => !known.includes(one))) {
        const { status, headers, body } = await call({ method: other, token: asOwner })
        assert.equal(status, 405, other)
        assert.deepEqual(String(headers.allow).split(', ').toSorted(), known.toSorted())
        assertErrorHeaders(headers)
        if (other !== 'HEAD') assert.equal(body.error.code, 'MethodNotAllowed')
      }
    })

    test('is found whatever the letter case of its path, behind two slashes and before one', async () => {
      const url = urlOf(operation)

      for (const spelling of [url.toUpperCase(), url.toLowerCase(), `/${url}`, `//${url}`, `${url}/`]) {
        await givenWhatItNames(azure, operation)
        const { status } = await call({ url: spelling, token: asOwner })
        assertExpected(status, spelling)
      }
    })

    test('answers what it says that it answers, with the headers that every answer has', async () => {
      await givenWhatItNames(azure, operation)

      const { status, headers, body } = await call({ token: asOwner })

      if (isRefused) {
        assert.equal(status, 400)
        if (!isOfDataFactory(operation)) return assert.equal(body.error.code, 'BadRequestFormat')
        assert.deepEqual(Object.keys(body.error), ['code', 'message', 'target', 'details'], 'the provider refuses')
        return assert.equal(body.error.code, 'BadRequest')
      }
      const schema = operation.replies[status]
      assert.notEqual(schema, undefined, `${status} is none of its replies`)
      if (schema) assert.deepEqual(Compile(schema).Errors(body), [])
      else assert.equal(body, '')
      assert.equal(headers['content-type'], schema ? 'application/json; charset=utf-8' : undefined)
      assert.equal(headers['content-length'], status === 204 ? undefined : (headers['content-length'] ?? 'missing'))
      if (status !== 204) assert.match(String(headers['content-length']), schema ? /^[1-9]\d*$/ : /^0$/)
      assert.equal(headers.server, isOfDataFactory(operation) ? 'Kestrel' : undefined)
      assert.equal(headers['x-ms-failure-cause'], undefined)
      assertStandardHeaders(headers)
    })

    test('does not force a browser to https', async () => {
      const headers = { 'sec-fetch-site': 'same-origin' }
      await givenWhatItNames(azure, operation)

      const answered = await call({ token: asOwner, headers })
      const refused = await call({ headers })

      assert.equal(answered.headers['strict-transport-security'], undefined)
      assert.equal(refused.headers['strict-transport-security'], undefined)
    })
  })
}
