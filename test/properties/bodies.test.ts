import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { dumpStore } from '../support/dumpStore.ts'
import { inject } from '../support/inject.ts'
import { owner, runtimeUrl } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { assertCloudError } from '../support/wellFormedErrors.ts'
import { worldWithoutSecrets } from '../support/worldWithoutSecrets.ts'

const azure = await shareService({ world: worldWithoutSecrets })
await azure.givenARuntime()
const authorization = `Bearer ${await azure.tokenOf(owner)}`
const put = (body: Buffer | string, headers: Record<string, string> = {}) =>
  inject(azure, {
    method: 'PUT',
    url: `${runtimeUrl}?api-version=2018-06-01`,
    headers: { authorization, 'content-type': 'application/json', ...headers },
    body,
  })

const holding = (text: string): string => `{"properties":{"type":"SelfHosted","x":${text}}}`
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)

const largest = 4 * 1024 * 1024
const ofBytes = (count: number): string => holding(`"${'x'.repeat(count - holding('""').length)}"`)

for (const [what, body] of Object.entries({
  'as large as they may be': ofBytes(largest),
  'of very many members': holding(`{${Array.from({ length: 15_000 }, (_, n) => `"n${n}":${n}`).join()}}`),
  'of very many items': holding(`[${'0,'.repeat(15_000)}0]`),
  'nested deep': holding(nested(60)),
  'with a byte order mark': `\uFEFF${holding('1')}`,
})) {
  test(`properties ${what} are taken, and answered as they are`, async () => {
    const { status, text } = await put(body)

    assert.equal(status, 200, text.slice(0, 300))
    const sent = JSON.stringify(JSON.parse(body.replace('\uFEFF', '')).properties)
    assert.ok(JSON.stringify(JSON.parse(text).properties) === sent)
  })
}

for (const [what, body, headers = {}] of [
  ['one byte too large', ofBytes(largest + 1)],
  ['of more values than anybody needs', holding(`[${'0,'.repeat(1_000_000)}0]`)],
  ['nested too deep', holding(nested(70))],
  ['nested as deep as a body can be', holding(nested(2_000_000))],
  ['that only open', '['.repeat(largest)],
  ['with a number that no double can hold', holding('1e400')],
  ['with a number below every double', holding('[-1e999]')],
  ['that are compressed', gzipSync(holding('1')), { 'content-encoding': 'gzip' }],
  ['in another encoding than UTF-8', Buffer.from(holding('1'), 'utf16le')],
  ['with a NUL behind', `${holding('1')}\u0000`],
  ['with half of a letter in a text', holding('["a\\ud800"]')],
  ['with the other half in a name', holding('{"\\udc00":1}')],
  ['with a null character in a text', holding('"\\u0000"')],
  ['with a null character in a name', holding('[{"a\\u0000b":1}]')],
  ['with a comment', `${holding('1')} // x`],
  ['with a comma too many', holding('[1,]')],
  ['with a number that JSON does not know', holding('NaN')],
] as const satisfies readonly (readonly [string, Buffer | string, Record<string, string>?])[]) {
  test(`properties ${what} are refused and change nothing`, async () => {
    const before = await dumpStore(azure.store)

    const answer = await put(body, headers)

    assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.text.slice(0, 300)}`)
    assertCloudError(answer)
    assert.ok(answer.text.length < 1000, 'a refusal is short, however long the body')
    assert.ok((await dumpStore(azure.store)) === before)
  })
}
