import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl, groupUrl, runtimeUrl, subscriptionId, subscriptionUrl } from '../support/known.ts'
import { servedPaths } from '../support/servedPaths.ts'
import { shareService } from '../support/shareService.ts'
import { assertErrorHeaders } from '../support/standardHeaders.ts'

const azure = await shareService()

const refuses = async (url: string, error: { code: string; message: string }): Promise<void> => {
  for (const method of ['GET', 'PUT', 'PATCH', 'POST', 'DELETE'] as const) {
    const { status, headers, body } = await azure.send(method, url)
    assert.equal(status, 404, `${method} ${url}`)
    assert.deepEqual(body, { error })
    assertErrorHeaders(headers)
  }
}

for (const url of ['/', '/nowhere', '/providers', '/.env', '/subscription']) {
  test(`${url} leads nowhere`, async () => {
    await refuses(url, {
      code: 'MissingSubscription',
      message: 'The request did not have a subscription or a valid tenant level resource provider.',
    })
  })
}

test('no path that leads somewhere leads nowhere for another method', async () => {
  const served = await servedPaths(azure.app)

  assert.ok(served.length > 50)
  // Whether the server is well is asked before anything is known of paths.
  for (const { path, methods } of served.filter((one) => !['*', '/health'].includes(one.path))) {
    for (const method of ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT']) {
      assert.ok(methods.includes(method), `${method} ${path}`)
    }
  }
})

for (const url of [
  `${groupUrl}/providers/Microsoft.Storage/storageAccounts/x`,
  `${subscriptionUrl}/providers/Microsoft.Storage/storageAccounts`,
  '/providers/Microsoft.Storage/operations',
]) {
  test(`${url.slice(-60)} is of a provider that there is none of`, async () => {
    await refuses(url, {
      code: 'InvalidResourceNamespace',
      message: "The resource namespace 'Microsoft.Storage' is invalid.",
    })
  })
}

for (const [url, type] of [
  [`${factoryUrl}/pipelines`, 'factories/pipelines'],
  [`${factoryUrl}/integrationRuntime`, 'factories/integrationRuntime'],
  [`${runtimeUrl}/rotateAuthKey`, 'factories/integrationRuntimes/rotateAuthKey'],
  [`${groupUrl}/providers/microsoft.datafactory/dataFactories/x`, 'dataFactories'],
  ['/providers/Microsoft.DataFactory/locations', 'locations'],
] as const) {
  test(`${url.slice(-60)} is of a type that the provider does not have`, async () => {
    await refuses(url, {
      code: 'InvalidResourceType',
      message:
        `The resource type '${type}' could not be found in the namespace 'Microsoft.DataFactory' for api version ` +
        "'2018-06-01'. The supported api-versions are '2017-09-01-preview,2018-06-01'.",
    })
  })
}

for (const [scope, code, named] of [
  [`${groupUrl}/providers/Microsoft.Storage/storageAccounts/x`, 'InvalidResourceNamespace', 'Microsoft.Storage'],
  ['/providers/Microsoft.Management/managementGroups/x', 'InvalidResourceNamespace', 'Microsoft.Management'],
  [`${runtimeUrl}/nodes/n-1`, 'InvalidResourceType', 'factories/integrationRuntimes/nodes'],
  [`${factoryUrl}/pipelines/p`, 'InvalidResourceType', 'factories/pipelines'],
] as const) {
  for (const type of ['roleAssignments', 'ROLEDEFINITIONS', 'permissions', `roleAssignments/${subscriptionId}`]) {
    test(`where no role can be given, the scope is refused: ${scope.slice(-40)} for ${type}`, async () => {
      const { status, body } = await azure.send('GET', `${scope}/providers/Microsoft.Authorization/${type}`)

      assert.equal(status, 404)
      assert.equal(body.error.code, code)
      assert.ok(body.error.message.includes(`'${named}'`), body.error.message)
    })
  }
}

for (const type of ['denyAssignments', 'classicAdministrators', 'providerOperations', 'locks']) {
  test(`of ${type} there are none at any scope`, async () => {
    for (const scope of [
      '',
      subscriptionUrl,
      runtimeUrl,
      `${groupUrl}/providers/Microsoft.Storage/storageAccounts/x`,
    ]) {
      const { status, body } = await azure.send('GET', `${scope}/providers/Microsoft.Authorization/${type}`)

      assert.equal(status, 404)
      assert.equal(body.error.code, 'InvalidResourceType')
      assert.ok(body.error.message.includes(`'${type}' could not be found in the namespace 'Microsoft.Authorization'`))
    }
  })
}

for (const url of ['/subscriptions/%', '/subscriptions/%zz', `${groupUrl}%c3`, `${factoryUrl}/%u0041`]) {
  test(`a path that ends in ${url.slice(-8)} is no URI`, async () => {
    const { status, headers, body } = await azure.send('GET', url)

    assert.equal(status, 400)
    assert.deepEqual(body.error, { code: 'InvalidRequestUri', message: 'The request URI is not valid.' })
    assertErrorHeaders(headers)
  })
}

test('a name that is too long for any resource is refused, and so is a namespace of a thousand letters', async () => {
  for (const url of [
    `/subscriptions/${'x'.repeat(2_000)}`,
    `${factoryUrl}${'x'.repeat(2_000)}`,
    `${groupUrl}/providers/${'x'.repeat(2_000)}/y`,
  ]) {
    const { status, headers, body } = await azure.send('GET', url)
    assert.ok(status === 400 || status === 404, String(status))
    assert.ok(JSON.stringify(body).length < 1_500, 'not all of it comes back')
    assertErrorHeaders(headers)
  }
})

test('a name that is left out is refused', async () => {
  const codeOf = async (url: string): Promise<string> => (await azure.send('GET', url)).body.error.code

  assert.equal(await codeOf('/subscriptions//resourceGroups'), 'InvalidSubscriptionId')
  assert.equal(await codeOf(`${subscriptionUrl}/resourceGroups//resources`), 'InvalidResourceGroup')
  assert.equal(await codeOf(factoryUrl.replace('Factory-1', '/integrationRuntimes')), 'BadRequest')
  assert.equal(await codeOf(`${subscriptionUrl}/providers//`), 'InvalidResourceNamespace')
})

test('a method that no operation has is refused where it meets a path', async () => {
  for (const method of ['TRACE', 'QUERY', 'PROPFIND', 'OPTIONS']) {
    const { status, headers, body } = await azure.send(method as 'GET', runtimeUrl)
    assert.equal(status, 405, method)
    assert.equal(body.error.code, 'MethodNotAllowed')
    assert.match(String(headers.allow), /\bGET\b/)
    assertErrorHeaders(headers)
  }
})

test('a path that leads nowhere is refused before its body is read', async () => {
  for (const sent of [{ body: 'x'.repeat(5 * 1024 * 1024) }, { body: '{}', headers: { 'content-length': '1' } }]) {
    assert.equal((await azure.send('POST', '/nowhere', { token: null, ...sent })).status, 404)
  }
})

test('an api-version that comes twice is refused, whatever the letter case of its name', async () => {
  for (const query of [
    'api-version=2018-06-01&api-version=2018-06-01',
    'api-version=2018-06-01&API-VERSION=2018-06-01',
  ]) {
    const { status, body } = await azure.send('GET', groupUrl, { query })
    assert.equal(status, 400)
    assert.equal(body.error.code, 'InvalidApiVersionParameter')
  }
})

test('other parameters of the query do no harm', async () => {
  const query = '$expand=provisioningState&$top=10&api-version=2023-07-01&%00=%ff&__proto__=1&constructor=2&a[b]=c'

  assert.equal((await azure.send('GET', '/tenants', { query })).status, 200)
})

test('the health of the server can be asked under any name, and tells nothing', async () => {
  const { status, body } = await azure.send('GET', '/health', { token: null, query: '', headers: { host: '10.0.0.1' } })

  assert.equal(status, 200)
  assert.deepEqual(body, { status: 'ok' })
})
