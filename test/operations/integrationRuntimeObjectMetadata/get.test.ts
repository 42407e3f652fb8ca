import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runtimeUrl } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'
import { givenSsis, operationSeconds } from '../../support/ssisStates.ts'

const azure = await shareService({ operationSeconds })
await givenSsis(azure, 'Started')

const url = `${runtimeUrl}/getObjectMetadata`

const json = { 'content-type': 'application/json' }
for (const [what, sent] of Object.entries({
  'no body at all': {},
  'no body, though it is said to be JSON': { headers: json },
  'an empty object': { body: {} },
  'a path': { body: { metadataPath: 'ssisFolders' } },
  'null for a path': { body: { metadataPath: null } },
})) {
  test(`${what} is answered with an empty catalog`, async () => {
    const { status, body } = await azure.send('POST', url, sent)

    assert.equal(status, 200)
    assert.equal(JSON.stringify(body), '{"value":[]}')
  })
}

for (const [what, sent] of Object.entries({
  'a number for a path': { body: { metadataPath: 1 } },
  'a list': { body: '[]' },
  'JSON null': { body: 'null' },
  'a body of spaces': { body: '  ' },
  'broken JSON': { body: '{' },
})) {
  test(`${what} is refused by the provider: a body need not be there, but where it is, it must be right`, async () => {
    const { status, body } = await azure.send('POST', url, sent)

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
  })
}

test('a body that is no JSON is refused by its type', async () => {
  const { status, body } = await azure.send('POST', url, { body: 'x', headers: { 'content-type': 'text/plain' } })

  assert.equal(status, 415)
  assert.equal(body.error.code, 'UnsupportedMediaType')
})
