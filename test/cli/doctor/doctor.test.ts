import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { writeReadyFile } from '../../../src/ready.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { lazulite } from '../support.ts'
import { pathWithAz, startClinic } from './support.ts'

const { azure, folder, see } = await startClinic(after)

test('with the settings of lazulite env all is well, and each line says of what', async (t) => {
  const { exitCode, lines, stderr } = await see({ changes: { PATH: pathWithAz(t) } })

  assert.deepEqual([exitCode, stderr], [0, ''])
  for (const line of lines) assert.match(line, /^(ok {5}|skipped) {2}[a-z]+: \S/)
  const skipped = lines.filter((line) => line.startsWith('skipped'))
  assert.deepEqual(
    skipped.map((line) => line.slice(9).split(':', 1)[0]),
    ['ports', 'token'],
  )
})

test('what is set in another way, but right, is left alone', async () => {
  const url = azure.url.replace('localhost', '127.0.0.1')
  for (const changes of [
    { AZURE_AUTHORITY_HOST: `${url}/`, ARM_METADATA_HOSTNAME: new URL(url).host },
    { REQUESTS_CA_BUNDLE: undefined, CURL_CA_BUNDLE: azure.caFile },
    { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'a, LocalHost' },
    { all_proxy: 'http://proxy:3128', no_proxy: '*' },
    { ARM_RESOURCE_MANAGER_AUDIENCE: 'https://management.azure.com' },
    { AZURE_CLIENT_SECRET: undefined, AZURE_CLIENT_CERTIFICATE_PATH: '/mine.pem' },
    // Only az would mind.
    { AZURE_CORE_INSTANCE_DISCOVERY: undefined },
  ]) {
    const { exitCode, stdout } = await see({ changes })

    assert.equal(exitCode, 0, stdout)
  }
})

test('where az alone is set up, by a folder of its own, other clients need nothing', async (t) => {
  const config = temporaryFolder(t)
  writeFileSync(join(config, 'config'), '[cloud]\nname = Lazulite\n[core]\ninstance_discovery = false\n')
  writeFileSync(join(config, 'clouds.config'), `[Lazulite]\nendpoint_resource_manager = ${azure.url}\n`)
  const env = { PATH: pathWithAz(t), AZURE_CONFIG_DIR: config, REQUESTS_CA_BUNDLE: azure.caFile }

  const { exitCode, stdout } = await lazulite(['doctor', '--data', folder], env)

  assert.equal(exitCode, 0, stdout)
  assert.match(stdout, /^ok {7}cloud: az is in the cloud Lazulite, at /m)
})

test('no text of a stranger moves the cursor or begins a line', async (t) => {
  const folder = temporaryFolder(t)
  await writeReadyFile(folder, azure)
  const odd = '/a\nok       all is well\u001b[2J'

  const { stdout } = await lazulite(['doctor', '--data', folder], { SSL_CERT_FILE: odd })

  assert.match(stdout, /^wrong {4}trust: SSL_CERT_FILE names \/a ok all is well \[2J, which cannot be read/m)
})

for (const url of ['http://localhost:1', 'https://localhost:1/path', 'https://me:hush@localhost', 'localhost:8443']) {
  test(`--url does not take ${url.replace('hush', '…')}`, async () => {
    const { exitCode, stdout, stderr } = await lazulite(['doctor', '--url', url])

    assert.deepEqual([exitCode, stdout], [1, ''])
    assert.match(stderr, /^lazulite: wrong settings: --url must be an https address without a path, such as [^\n]*\n$/)
    assert.ok(!stderr.includes('hush'))
  })
}
