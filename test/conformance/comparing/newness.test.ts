import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Piece, piecesOf, piecesOfValue } from '../../../conformance/comparing/newness.ts'
import { fresh } from '../support.ts'

const inShort = (pieces: readonly Piece[]): readonly string[] =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : `<${piece.kind}>`))

const [guid] = fresh.guid

for (const [text, pieces] of [
  ['pear', ['pear']],
  ['', []],
  [fresh.time[0], ['<time>']],
  ['2023-04-05T06:07:08Z', ['<time>']],
  ['2023-04-05T06:07:08.12345678Z', ['2023-04-05T06:07:08.12345678Z']],
  ['2023-04-05T06:07:08+02:00', ['<time with an offset>']],
  ['2023-04-05T06:07:08', ['2023-04-05T06:07:08']],
  ['Sun, 02 Apr 2023 06:07:08 GMT', ['<HTTP date>']],
  ['Sun, 2 Apr 2023 06:07:08 GMT', ['Sun, 2 Apr 2023 06:07:08 GMT']],
  [guid, ['<GUID>']],
  [guid.toUpperCase(), ['<GUID in capitals>']],
  [`${guid}0`, [`${guid}0`]],
  [fresh.operation[0], ['<name of an operation>']],
  [fresh.operation[0].toUpperCase(), [fresh.operation[0].toUpperCase()]],
  [fresh.secret[0], ['<key of 32 bytes>']],
  [Buffer.alloc(31).toString('base64'), [Buffer.alloc(31).toString('base64')]],
  ['eyJhbGciOiJub25lIn0.e30.c2lnbmF0dXJl', ['<token>']],
  [`/subscriptions/${guid}/pears`, ['/subscriptions/', '<GUID>', '/pears']],
  ['/pears?api-version=1&$skiptoken=a%2Fb&c=d', ['/pears?api-version=1&$skiptoken=', '<$skiptoken>', '&c=d']],
  ['/pears?%24skipToken=a', ['/pears?%24skipToken=', '<$skiptoken>']],
  [
    `IR@${guid}@Orchard@ServiceEndpoint=orchard.eastus.datafactory.azure.net@${fresh.secret[0]}`,
    ['IR@', '<GUID>', '@Orchard@ServiceEndpoint=orchard.eastus.datafactory.azure.net@', '<key of 32 bytes>'],
  ],
] as const) {
  test(`'${text}' has the pieces ${pieces.join(' ')}`, () => assert.deepEqual(inShort(piecesOf(text)), pieces))
}

for (const [name, text, pieces] of [
  ['etag', fresh.etag[0], ['', '<etag>', '']],
  ['eTag', `"${fresh.etag[0]}"`, ['"', '<etag>', '"']],
  ['if-match', `"${fresh.etag[0]}"`, ['"', '<etag>', '"']],
  ['etag', guid, ['<GUID>']],
  ['taskQueueId', fresh.etag[0], ['<GUID>']],
  ['x-ms-ratelimit-remaining-subscription-reads', '11999', ['<number of calls left>']],
  ['x-ms-ratelimit-remaining-subscription-reads', '-1', ['-1']],
  ['totalCount', '11999', ['11999']],
  [
    'x-ms-routing-request-id',
    `WESTEUROPE:20230405T060708Z:${guid}`,
    ['<region of a gateway>', ':', '<second>', ':', '<GUID>'],
  ],
  ['x-ms-request-id', `WESTEUROPE:20230405T060708Z:${guid}`, ['WESTEUROPE:20230405T060708Z:', '<GUID>']],
] as const) {
  test(`the value '${text}' of ${name} has the pieces ${pieces.join(' ')}`, () => {
    assert.deepEqual(inShort(piecesOfValue(name, text)), pieces)
  })
}

test('a GUID equals itself in any letter case', () => {
  const [lower, upper] = [piecesOf(guid), piecesOf(guid.toUpperCase())].map(([piece]) => piece)

  assert.ok(typeof lower === 'object' && typeof upper === 'object')
  assert.equal(lower.key, upper.key)
})
