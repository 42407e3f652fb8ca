import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
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

test('each thing that is wrong is one line that names it and says what to do', async (t) => {
  const { url, caFile, httpUrl } = azure
  const { host } = new URL(url)
  const other = join(temporaryFolder(t), 'other.pem')
  writeFileSync(other, '-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n')
  const unknownTenant = '99999999-9999-4999-8999-999999999999'
  const cases: readonly (readonly [Record<string, string | undefined>, string | RegExp])[] = [
    [
      { REQUESTS_CA_BUNDLE: undefined },
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
      { REQUESTS_CA_BUNDLE: undefined, CURL_CA_BUNDLE: '/' },
      /^trust: CURL_CA_BUNDLE names \/, which cannot be read \(EISDIR\)/,
    ],
    [
      { AZURE_AUTHORITY_HOST: httpUrl },
      `addresses: AZURE_AUTHORITY_HOST is ${httpUrl}, and clients send no token over plain http: set it to ${url}`,
    ],
    [
      { AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com' },
      /^addresses: AZURE_AUTHORITY_HOST is https:\/\/login\.microsoftonline\.com, which is not the server at /,
    ],
    [
      { ARM_METADATA_HOSTNAME: url },
      `addresses: ARM_METADATA_HOSTNAME is ${url}, which must be the server's host and port without https://: set it to ${host}`,
    ],
    [{ ARM_CLOUD_METADATA_URL: 'nonsense' }, /^addresses: ARM_CLOUD_METADATA_URL is nonsense, /],
    [{ ARM_MSI_ENDPOINT: url }, /^addresses: ARM_MSI_ENDPOINT is /],
    [
      { ARM_RESOURCE_MANAGER_AUDIENCE: 'https://vault.azure.net' },
      `addresses: ARM_RESOURCE_MANAGER_AUDIENCE is https://vault.azure.net, which the server takes no tokens for: set it to ${url}`,
    ],
    [
      { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '.example.com, 10.0.0.1' },
      /^proxy: HTTPS_PROXY sends clients to a proxy .*: add localhost to NO_PROXY and no_proxy$/,
    ],
    [
      { AZURE_CORE_INSTANCE_DISCOVERY: 'true', PATH: pathWithAz(t) },
      /^discovery: .*: set AZURE_CORE_INSTANCE_DISCOVERY to false$/,
    ],
    [
      { AZURE_CLIENT_SECRET: 'not this one' },
      /^credentials: the sign-in with AZURE_… is refused: AADSTS7000215: .* Set AZURE_TENANT_ID, _CLIENT_ID and _CLIENT_SECRET to /,
    ],
    [{ AZURE_CLIENT_ID: unknownTenant }, /^credentials: .*AADSTS700016: .*'99999999-/],
    [
      { ARM_TENANT_ID: unknownTenant },
      /^credentials: the sign-in with ARM_… is refused: AADSTS90002: Tenant '99999999-/,
    ],
    [
      { AZURE_TENANT_ID: undefined },
      'credentials: AZURE_CLIENT_ID is set without AZURE_TENANT_ID: set that to the tenant',
    ],
    [
      { ARM_CLIENT_SECRET: undefined },
      'credentials: ARM_CLIENT_ID is set without ARM_CLIENT_SECRET: set that to the secret of the application',
    ],
  ]
  for (const [changes, expected] of cases) {
    const { exitCode, wrong, stdout } = await see({ changes })

    const named = JSON.stringify(changes)
    assert.equal(exitCode, 1, named)
    assert.equal(wrong.length, 1, `${named}: ${stdout}`)
    const text = wrong[0]?.slice(9) ?? ''
    if (typeof expected === 'string') assert.equal(text, expected)
    else assert.match(text, expected)
    assert.doesNotMatch(stdout, /not this one|Trace ID/)
  }
  const bare = await see({
    changes: Object.fromEntries(
      [
        'AZURE_AUTHORITY_HOST',
        'AZURE_CONFIG_DIR',
        'ARM_METADATA_HOSTNAME',
        'ARM_CLOUD_METADATA_URL',
        'ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST',
        'ARM_RESOURCE_MANAGER_ENDPOINT',
      ].map((name) => [name, undefined]),
    ),
  })
  assert.deepEqual(bare.wrong, [
    `wrong    addresses: nothing in this environment points to ${url}: eval "$(lazulite env --data '${folder}')"`,
  ])
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

test('a secret that is meant for another server is not sent to this one', async () => {
  const { lines } = await see({
    changes: { AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com', AZURE_CLIENT_SECRET: 'x' },
  })

  assert.ok(lines.includes('skipped  credentials: those of AZURE_… are for another server'))
})

test('clocks that are too far apart are told, and in which direction', async () => {
  const shifted = (seconds: number) => () => new Date(Date.now() + seconds * 1000)

  const ahead = await see({ now: shifted(600) })
  const behind = await see({ now: shifted(-600) })
  const near = await see({ now: shifted(200) })

  assert.match(ahead.wrong.join('\n'), /^wrong {4}clock: this machine is (599|60[01]) s ahead of \S+, and [^\n]*$/)
  assert.match(behind.wrong.join('\n'), /^wrong {4}clock: this machine is (599|60[01]) s behind \S+, and [^\n]*$/)
  assert.equal(near.exitCode, 0)
})

test('a certificate is told of before it ends', async () => {
  const { stdout } = await see()
  const [, until = ''] = /good until (\S+)/.exec(stdout) ?? []
  const daysBefore = (days: number) => () => new Date(Date.parse(until) - days * 86_400_000)

  const late = await see({ now: daysBefore(13.5) })
  const early = await see({ now: daysBefore(14.5) })

  assert.match(late.stdout, /^wrong {4}certificate: that of \S+ ends in 13 days, at \S+: .*start the server again$/m)
  assert.match(early.stdout, /^ok {7}certificate/m)
})

test('az is told apart from its cloud of yesterday, of Azure, and of another server', async (t) => {
  const PATH = pathWithAz(t)
  const config = temporaryFolder(t)
  const at = { PATH, AZURE_CONFIG_DIR: config }
  const elsewhere = '{"clouds":[{"endpoints":{"resource_manager": "https://localhost:1"}}]}'

  writeFileSync(join(config, 'cloudEndpoints.json'), elsewhere)
  const yesterday = await see({ changes: at })
  const ofAzure = await see({ changes: { ...at, ARM_CLOUD_METADATA_URL: undefined } })
  writeFileSync(join(config, 'config'), '[core]\noutput = json\n[cloud]\nname = Mine\n')
  writeFileSync(join(config, 'clouds.config'), '[Mine]\nendpoint_resource_manager = https://localhost:1\n')
  const another = await see({ changes: at })
  writeFileSync(join(config, 'clouds.config'), `[Mine]\nendpoint_resource_manager = ${azure.url}/\n`)
  const right = await see({ changes: at })

  assert.match(
    yesterday.wrong.join(),
    /^wrong {4}cloud: az remembers an earlier answer .*localhost:1: remove .*cloudEndpoints\.json$/,
  )
  assert.match(ofAzure.wrong.join(), /^wrong {4}cloud: az is in Azure's own cloud: run "lazulite setup azure-cli"/)
  assert.match(another.wrong.join(), /^wrong {4}cloud: az is in the cloud Mine, at https:\/\/localhost:1, and not at /)
  assert.equal(right.exitCode, 0, right.stdout)
})

test('instance discovery is looked up in the configuration of az where no variable says', async (t) => {
  const home = temporaryFolder(t)
  mkdirSync(join(home, '.azure'))
  const changes = {
    PATH: pathWithAz(t),
    HOME: home,
    AZURE_CONFIG_DIR: undefined,
    AZURE_CORE_INSTANCE_DISCOVERY: undefined,
  }
  const file = join(home, '.azure', 'config')

  writeFileSync(file, '[other]\ninstance_discovery = false\n')
  const inAnotherSection = await see({ changes })
  writeFileSync(file, '[core]\nlogin = x\ninstance_discovery = No\n[other]\n')
  const off = await see({ changes })

  assert.match(inAnotherSection.wrong.join(), /^wrong {4}discovery: /)
  assert.equal(off.exitCode, 0, off.stdout)
})
