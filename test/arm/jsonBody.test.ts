import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { factoryUrl, groupUrl, runtimeUrl } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { assertErrorHeaders, quotaHeaders } from '../support/standardHeaders.ts'

const azure = await shareService({ throttle: 'hourly' })
before(() => azure.givenARuntime())

type Sent = Parameters<typeof azure.send>[2]

/** Everything that the tests below could change. */
const everything = async (): Promise<unknown> => {
  const replies = [groupUrl, factoryUrl, runtimeUrl].map((url) => azure.send('GET', url))
  return [...(await Promise.all(replies)).map(({ body }) => body), await azure.listAuthKeys()]
}

const refusal = async (method: 'PATCH' | 'POST' | 'PUT', url: string, sent: Sent) => {
  const before = await everything()
  const reply = await azure.send(method, url, sent)
  assert.deepEqual(await everything(), before, 'nothing changed')
  return reply
}

const json = { 'content-type': 'application/json' }
const notJson: Readonly<Record<string, Sent>> = {
  'no body': { headers: json },
  'an empty body': { body: '', headers: json },
  spaces: { body: ' \n\t' },
  'broken JSON': { body: '{"location":' },
  'JSON with something behind': { body: '{} {}' },
  'JSON with a comment': { body: '{/* */}' },
  'a list': { body: '[{"location":"eastus"}]' },
  'a text': { body: '"eastus"' },
  'a number': { body: '1' },
  null: { body: 'null' },
  true: { body: 'true' },
  'JSON nested too deep': { body: `{"location":"eastus","tags":{},"x":${'['.repeat(70)}${']'.repeat(70)}}` },
  'JSON nested a hundred thousand times': { body: `{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}` },
}

for (const [what, sent] of Object.entries(notJson)) {
  test(`${what} in place of an object is refused by the gateway, which reads what is put and patched`, async () => {
    for (const [method, url] of [
      ['PUT', groupUrl],
      ['PUT', factoryUrl],
      ['PATCH', factoryUrl],
      ['PUT', runtimeUrl],
      ['PATCH', runtimeUrl],
    ] as const) {
      const { status, headers, body } = await refusal(method, url, sent)
      assert.equal(status, 400)
      assert.match(body.error.message, /^The request content was invalid and could not be deserialized: '.+'\.$/)
      assert.deepEqual(Object.keys(body.error), ['code', 'message'])
      assert.equal(body.error.code, 'InvalidRequestContent')
      assertErrorHeaders(headers)
      assert.deepEqual(quotaHeaders(headers), [])
    }
  })

  test(`${what} in place of an object is refused by the provider, which reads what is posted`, async () => {
    const { status, headers, body } = await refusal('POST', `${runtimeUrl}/regenerateAuthKey`, sent)

    assert.equal(status, 400)
    assert.deepEqual(Object.keys(body.error), ['code', 'message', 'target', 'details'])
    assert.equal(body.error.code, 'BadRequest')
    assert.equal(headers.server, 'Kestrel')
    assert.equal(headers['x-ms-failure-cause'], undefined)
    assert.deepEqual(quotaHeaders(headers), ['subscription-writes'])
  })
}

test('what is wrong within an object is told by its path, by whom it concerns', async () => {
  const told = async (url: string, body: object, method: 'PATCH' | 'PUT' = 'PUT') => {
    const { error } = (await refusal(method, url, { body })).body
    return `${error.code}: ${error.message}`
  }
  const tags = (value: unknown) => ({ location: 'eastus', tags: { colour: value } })
  const runtime = (properties: unknown) => ({ properties })

  assert.match(await told(groupUrl, tags(1)), /^InvalidRequestContent: .*tags\.colour/)
  assert.match(await told(factoryUrl, tags(1)), /^BadRequest: .*tags\.colour/)
  assert.match(await told(factoryUrl, { location: 5 }), /^BadRequest: .*location/)
  assert.match(await told(factoryUrl, { tags: [] }, 'PATCH'), /^BadRequest: .*tags/)
  assert.match(await told(runtimeUrl, {}), /^BadRequest: .*properties is required/)
  assert.match(await told(runtimeUrl, runtime({})), /^BadRequest: .*properties\.type is required/)
  assert.match(await told(runtimeUrl, runtime([])), /^BadRequest: .*properties/)
  assert.match(await told(runtimeUrl, { autoUpdate: ['On'] }, 'PATCH'), /^BadRequest: .*autoUpdate/)
})

test('the place within a body is named to its depth, items by their index, and what should stand there', async () => {
  const secret = { type: 'SecureString', value: ['hush'] }
  const setup = { type: 'CmdkeySetup', typeProperties: { targetName: 'a', userName: 'b', password: secret } }
  const wrongAt = async (typeProperties: object): Promise<string> => {
    const body = { properties: { type: 'Managed', typeProperties } }
    const { message } = (await refusal('PUT', `${runtimeUrl}-new`, { body })).body.error
    assert.equal((await azure.send('GET', `${runtimeUrl}-new`)).status, 404, 'nothing was made')
    return message
  }
  const place = 'The request body is invalid: properties.typeProperties'

  assert.equal(
    await wrongAt({ computeProperties: { numberOfNodes: 0 } }),
    `${place}.computeProperties.numberOfNodes must be a whole number >= 1, or null.`,
  )
  assert.equal(
    await wrongAt({ ssisProperties: { expressCustomSetupProperties: [setup] } }),
    `${place}.ssisProperties.expressCustomSetupProperties[0].typeProperties.password.value must be a text.`,
  )
  assert.equal(
    await wrongAt({ ssisProperties: { expressCustomSetupProperties: [{ type: 'hush' }] } }),
    `${place}.ssisProperties.expressCustomSetupProperties[0].type must be CmdkeySetup, EnvironmentVariableSetup, ` +
      'ComponentSetup or AzPowerShellSetup.',
  )
  assert.equal(
    await wrongAt({ ssisProperties: { edition: 'hush' } }),
    `${place}.ssisProperties.edition must be Standard or Enterprise, or null.`,
  )
})

test('a name that may be anything is not repeated', async () => {
  for (const name of ['n'.repeat(65), 'two words', 'a\nb', '<b>']) {
    const { body } = await refusal('PUT', factoryUrl, { body: { location: 'eastus', tags: { [name]: 1 } } })

    assert.equal(body.error.message, 'The request body is invalid: tags.… must be a text of at most 256 characters.')
  }
})

for (const [what, json] of [
  ['half of a letter', '"\\ud800"'],
  ['the other half', '"x\\udc00"'],
  ['both halves in the wrong order', '"\\udc00\\ud800"'],
  ['a null character', '"a\\u0000b"'],
] as const) {
  test(`text with ${what} in it would not be answered as it came, and is refused`, async () => {
    for (const tags of [`{"a":${json}}`, `{${json}:"a"}`]) {
      const { body } = await refusal('PUT', factoryUrl, { body: `{"location":"eastus","tags":${tags}}` })

      assert.equal(
        body.error.message,
        "The request content was invalid and could not be deserialized: 'The body has text that is no Unicode, or that " +
          "has a null character in it.'.",
      )
    }
  })
}

test('letters of every kind are taken, and answered as they came', async () => {
  const tags = { '🌲 \u007f\u200b': 'ÄΩ漢𝒳\uffff' }

  const { status, body } = await azure.send('PUT', factoryUrl, { body: { location: 'eastus', tags } })

  assert.equal(status, 200)
  assert.deepEqual(body.tags, tags)
})

const values = [1, '', 'x', true, null, [], {}, ['eastus'], { eastus: 1 }]

test('nothing is made to fit: a value of another type is refused, a list with a right one in it too', async () => {
  for (const value of values.filter((one) => typeof one !== 'string')) {
    for (const [url, body] of [
      [`${groupUrl}-new`, { location: value }],
      [factoryUrl.replace('Factory-1', 'New-1'), { location: value }],
      [runtimeUrl.replace('Runtime-1', 'New-1'), { properties: { type: value } }],
    ] as const) {
      const { status } = await azure.send('PUT', url, { body })
      assert.equal(status, 400, JSON.stringify(body))
      assert.equal((await azure.send('GET', url)).status, 404, 'nothing was made')
    }
  }
})

test('at most fifty tags are taken, of the lengths that Azure takes', async () => {
  const put = async (tags: object): Promise<number> =>
    (await azure.send('PUT', groupUrl, { body: { location: 'eastus', tags } })).status
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, '']))

  assert.equal(await put(many(50)), 200)
  assert.equal(await put({ ['n'.repeat(512)]: 'v'.repeat(256) }), 200)
  assert.equal(await put(many(51)), 400)
  assert.equal(await put({ ['n'.repeat(513)]: '' }), 400)
  assert.equal(await put({ a: 'v'.repeat(257) }), 400)
  assert.equal(await put({}), 200)
})

for (const [what, contentType] of Object.entries({
  'a form': 'application/x-www-form-urlencoded',
  'plain text': 'text/plain',
  'another kind of JSON': 'application/merge-patch+json',
  'something whose name begins alike': 'application/jsonp',
  XML: 'text/xml; charset=utf-8',
  'no type that one could read': 'json',
  'a very long one': `application/${'x'.repeat(5_000)}`,
})) {
  test(`a body that says it is ${what} is refused, and the type named`, async () => {
    for (const [method, url] of [
      ['PUT', factoryUrl],
      ['POST', `${runtimeUrl}/regenerateAuthKey`],
      ['POST', `${runtimeUrl}/listAuthKeys`],
    ] as const) {
      const { status, headers, body } = await refusal(method, url, {
        body: '{"location":"eastus","keyName":"authKey1"}',
        headers: { 'content-type': contentType },
      })
      assert.equal(status, 415)
      assert.equal(body.error.code, 'UnsupportedMediaType')
      const named = contentType.split(';')[0]?.slice(0, 100)
      assert.equal(
        body.error.message,
        `The content media type '${named}' is not supported. Only 'application/json' is supported.`,
      )
      assertErrorHeaders(headers)
    }
  })
}

test('a body that does not say what it is is refused in the words of Azure', async () => {
  const { status, body } = await refusal('PUT', factoryUrl, {
    body: '{"location":"eastus"}',
    headers: { 'content-type': '' },
  })

  assert.equal(status, 415)
  assert.equal(
    body.error.message,
    "The content media type '<null>' is not supported. Only 'application/json' is supported.",
  )
})

for (const contentType of ['application/json', 'application/json; charset=utf-8', 'Application/JSON;odata=verbose']) {
  test(`a body of the type ${contentType} is read`, async () => {
    const sent = { body: { keyName: 'authKey1' }, headers: { 'content-type': contentType } }

    assert.equal((await azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, sent)).status, 200)
  })
}

test('a byte order mark before the JSON does no harm', async () => {
  const body = '\uFEFF{"keyName":"authKey1"}'

  assert.equal((await azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, { body })).status, 200)
})

test('an operation that takes no body needs none, and looks into none', async () => {
  for (const deed of ['listAuthKeys', 'getStatus']) {
    for (const sent of [{}, { headers: json }, { body: '{}' }, { body: '{"broken":' }, { body: 'null' }]) {
      assert.equal((await azure.send('POST', `${runtimeUrl}/${deed}`, sent)).status, 200, JSON.stringify(sent))
    }
  }
})

const padded = (bytes: number): string => {
  const [before, after] = ['{"keyName":"authKey1","padding":"', '"}']
  return `${before}${'x'.repeat(bytes - before.length - after.length)}${after}`
}

test('a body of four megabytes is read, and one byte more refused', async () => {
  const largest = 4 * 1024 * 1024
  const url = `${runtimeUrl}/regenerateAuthKey`

  assert.equal((await azure.send('POST', url, { body: padded(largest) })).status, 200)
  const { status, headers, body } = await refusal('POST', url, { body: padded(largest + 1) })

  assert.equal(status, 413)
  assert.deepEqual(body.error, {
    code: 'RequestContentTooLarge',
    message: 'The request content size exceeds the maximum size of 4 MB.',
  })
  assertErrorHeaders(headers)
})

test('a body whose length is not the one that it says is refused', async () => {
  const { status } = await refusal('POST', `${runtimeUrl}/regenerateAuthKey`, {
    body: '{"keyName":"authKey1"}',
    headers: { ...json, 'content-length': '5' },
  })

  assert.equal(status, 400)
})

test('nobody without a token makes the server read a body', async () => {
  const { status } = await azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, {
    token: null,
    body: padded(5 * 1024 * 1024),
  })

  assert.equal(status, 401)
})
