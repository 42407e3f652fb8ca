import assert from 'node:assert/strict'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { rootCertificates } from 'node:tls'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { lazulite } from '../support.ts'
import { pathWithAz, startClinic } from './support.ts'

const { azure, folder } = await startClinic(after)
const { url } = azure

test('with a copy of its authority, a server of another machine is found, and its settings are to be had there', async (t) => {
  const elsewhere = temporaryFolder(t)
  const ca = join(elsewhere, 'copy.pem')
  copyFileSync(azure.caFile, ca)
  const home = temporaryFolder(t)

  const { exitCode, stdout } = await lazulite(['doctor', '--url', url, '--ca', ca, '--data', elsewhere], {
    PATH: pathWithAz(t),
    HOME: home,
  })

  assert.equal(exitCode, 1)
  assert.match(stdout, /^ok {7}server: a server answers at /m)
  assert.ok(stdout.includes(`is not trusted by Node.js: set NODE_EXTRA_CA_CERTS to ${ca}\n`), stdout)
  assert.ok(
    stdout.includes(
      `nothing in this environment points to ${url}: set it up with the settings that "npx lazulite env" prints on the server's machine\n`,
    ),
  )
  assert.match(
    stdout,
    /^wrong {4}cloud: .*: run "az cloud register --name Lazulite --endpoint-resource-manager https:/m,
  )
  assert.ok(!stdout.includes(`--data ${elsewhere}`))
})

test('where the authority is said, no other counts, wherever it is from', async (t) => {
  const other = join(temporaryFolder(t), 'other.pem')
  writeFileSync(other, rootCertificates[0] ?? '')

  const { stdout } = await lazulite(['doctor', '--url', url, '--ca', other, '--data', folder])

  assert.match(stdout, /^wrong {4}server: the certificate of \S+ is by an authority that is not known here: .* --ca /m)
})

test('an authority that cannot be read, or is none, is refused before anybody is asked', async (t) => {
  const empty = join(temporaryFolder(t), 'empty.pem')
  writeFileSync(empty, 'nothing')

  const absent = await lazulite(['doctor', '--url', url, '--ca', '/absent.pem'])
  const none = await lazulite(['doctor', '--url', url, '--ca', empty])

  assert.deepEqual([absent.exitCode, absent.stdout, none.exitCode, none.stdout], [1, '', 1, ''])
  assert.match(absent.stderr, /^lazulite: --ca names \/absent\.pem, which cannot be read \(ENOENT\)\n$/)
  assert.match(none.stderr, /^lazulite: --ca names \S+empty\.pem, which has no certificate in PEM\n$/)
})
