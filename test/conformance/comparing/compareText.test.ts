import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareText } from '../../../conformance/comparing/compareText.ts'
import { afresh, fresh, inShort } from '../support.ts'

const [guid, otherGuid] = fresh.guid
const [secret, otherSecret] = fresh.secret
const key = (uid: string, last: string, host = 'orchard') =>
  `IR@${uid}@Orchard@ServiceEndpoint=${host}.eastus.datafactory.azure.net@${last}`

for (const [place, recorded, alike, unlike] of [
  ['body.name', 'pear', 'pear', 'Pear'],
  ['body.createTime', fresh.time[0], '2031-01-02T03:04:05.678Z', '2031-01-02 03:04:05'],
  ['body.id', `/pears/${guid}`, `/pears/${otherGuid}`, `/plums/${otherGuid}`],
  ['body.taskQueueId', guid, otherGuid, otherGuid.toUpperCase()],
  ['body.etag', fresh.etag[0], fresh.etag[1], guid],
  ['body.eTag', `"${fresh.etag[0]}"`, `"${fresh.etag[1]}"`, fresh.etag[1]],
  ['body.name', fresh.operation[0], fresh.operation[1], guid],
  ['body.authKey1', key(guid, secret), key(otherGuid, otherSecret), key(otherGuid, otherSecret, 'Orchard')],
  ['body.authKey1', key(guid, secret), key(otherGuid, otherSecret), key(otherGuid, otherSecret.slice(4))],
  ['body.authKey1', key(guid, 'REDACTED'), key(otherGuid, otherSecret), key(otherGuid, otherSecret, 'plum')],
  ['body.authKey2', '**********', key(guid, secret), ''],
  ['body.accessToken', 'REDACTED', 'anything', ''],
  ['body.accessToken', 'a.b.c', 'd.e.f', ''],
  ['body.accessTokens', 'REDACTED', 'REDACTED', 'anything'],
  ['header x-ms-ratelimit-remaining-subscription-writes', '1199', '7', 'many'],
  ['header x-ms-request-id', guid, otherGuid, 'none'],
  ['header vary', 'Accept-Encoding', 'Accept-Encoding', 'Origin, Accept-Encoding'],
] as const) {
  test(`at ${place}, '${recorded}' is answered by '${alike}'`, () => {
    assert.deepEqual(compareText(place, recorded, alike, afresh()), [])
  })
  test(`at ${place}, '${recorded}' is not answered by '${unlike}'`, () => {
    assert.deepEqual(inShort(compareText(place, recorded, unlike, afresh())), [`value ${place}`])
  })
}

test('what is fresh is equal wherever it is recorded as equal, within texts too', () => {
  const against = afresh()
  assert.deepEqual(compareText('body.taskQueueId', guid, otherGuid, against), [])

  assert.deepEqual(compareText('body.authKey1', key(guid, secret), key(otherGuid, otherSecret), against), [])
  assert.deepEqual(inShort(compareText('body.authKey2', key(guid, otherSecret), key(guid, secret), against)), [
    'equality body.authKey2',
  ])
})

test('an equality that is broken says with which place', () => {
  const against = afresh({ label: '#12' })
  compareText('body.etag', fresh.etag[0], fresh.etag[0], against)

  const [finding] = compareText('body.etag', fresh.etag[0], fresh.etag[1], against)

  assert.match(finding?.words ?? '', /recorded as equal to #12 body\.etag, and ours is not/)
})

test('a name that its recorder missed is compared with the one that belongs there, and told apart', () => {
  const against = afresh({ unscrub: (text) => text.replace('secret-orchard', 'orchard') })

  assert.deepEqual(inShort(compareText('body.id', '/factories/secret-orchard', '/factories/orchard', against)), [
    'scrubbed body.id',
  ])
  assert.deepEqual(inShort(compareText('body.id', '/factories/secret-orchard', '/factories/Orchard', against)), [
    'value body.id',
  ])
})

test('a URL of the recorded server is one of ours', () => {
  const against = afresh({ rehost: (text) => text.replace('https://there', 'https://here') })

  assert.deepEqual(compareText('header location', 'https://there/pears', 'https://here/pears', against), [])
  assert.deepEqual(inShort(compareText('header location', 'https://there/pears', 'https://there/pears', against)), [
    'value header location',
  ])
})

test('what differs is told with both texts, and with no secret in full', () => {
  const told = (place: string, recorded: string, ours: string) =>
    compareText(place, recorded, ours, afresh())[0]?.words ?? ''

  assert.equal(told('body.name', 'pear', 'plum'), 'recorded "pear", ours "plum"')
  assert.doesNotMatch(
    told('body.name', `pear ${secret}`, `plum ${otherSecret}`),
    new RegExp(`${secret}|${otherSecret}`),
  )
  assert.doesNotMatch(told('body.authKey1', key(guid, secret), key(guid, 'too-short', 'Orchard')), /too-short/)
  assert.doesNotMatch(told('body.accessToken', 'first-secret', ''), /first-secret/)
  assert.ok(told('body.name', 'pear'.repeat(999), 'plum'.repeat(999)).length < 700, 'and no longer than one can read')
})
