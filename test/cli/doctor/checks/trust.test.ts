import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { temporaryFolder } from '../../../support/temporaryFolder.ts'
import { assertFound, startClinic } from '../support.ts'

const { azure, see } = await startClinic(after)
const { url, caFile } = azure

test('a client that does not trust the server is named, with the variable that it reads and what to set it to', async (t) => {
  const other = join(temporaryFolder(t), 'other.pem')
  writeFileSync(other, '-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n')

  await assertFound(see, [
    [
      { REQUESTS_CA_BUNDLE: undefined, CURL_CA_BUNDLE: undefined },
      `trust: REQUESTS_CA_BUNDLE is not set, and ${url} is not trusted by az and Python: set REQUESTS_CA_BUNDLE to ${caFile}`,
    ],
    [
      { NODE_EXTRA_CA_CERTS: undefined },
      `trust: NODE_EXTRA_CA_CERTS is not set, and ${url} is not trusted by Node.js: set NODE_EXTRA_CA_CERTS to ${caFile}`,
    ],
    [
      { SSL_CERT_FILE: '/absent.pem' },
      `trust: SSL_CERT_FILE names /absent.pem, which cannot be read (ENOENT): set SSL_CERT_FILE to ${caFile}`,
    ],
    [
      { SSL_CERT_FILE: other },
      `trust: SSL_CERT_FILE names ${other}, which does not have the authority of ${url}: set SSL_CERT_FILE to ${caFile}`,
    ],
    [
      { CURL_CA_BUNDLE: '/' },
      `trust: CURL_CA_BUNDLE names /, which cannot be read (EISDIR): set CURL_CA_BUNDLE to ${caFile}`,
    ],
  ])
})

test('a variable that stands in for another is named for each client, with the one that it reads first', async () => {
  const ofCurl = await see({ changes: { REQUESTS_CA_BUNDLE: undefined, CURL_CA_BUNDLE: '/absent.pem' } })
  const ofAll = await see({ changes: { CURL_CA_BUNDLE: undefined, SSL_CERT_FILE: '/absent.pem' } })

  const fault = 'names /absent.pem, which cannot be read (ENOENT)'
  assert.deepEqual(ofCurl.wrong, [
    `wrong    trust: CURL_CA_BUNDLE ${fault}: set REQUESTS_CA_BUNDLE to ${caFile}`,
    `wrong    trust: CURL_CA_BUNDLE ${fault}: set CURL_CA_BUNDLE to ${caFile}`,
  ])
  assert.deepEqual(ofAll.wrong, [
    `wrong    trust: SSL_CERT_FILE ${fault}: set CURL_CA_BUNDLE to ${caFile}`,
    `wrong    trust: SSL_CERT_FILE ${fault}: set SSL_CERT_FILE to ${caFile}`,
  ])
})
