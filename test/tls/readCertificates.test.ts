import 'reflect-metadata'
import assert from 'node:assert/strict'
import { createPrivateKey, KeyObject, webcrypto } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type TestContext, test } from 'node:test'
import { X509CertificateGenerator } from '@peculiar/x509'
import { StartError } from '../../src/core/startError.ts'
import { openCertificates } from '../../src/tls/openCertificates.ts'
import { readCertificates } from '../../src/tls/readCertificates.ts'
import { call, daysFromNow, newKeyPair, startServer, temporaryFolder } from './support.ts'

/** A chain and its key, as a user brings them. */
const givenFiles = async (t: TestContext, name = 'keys.example.com') => {
  const folder = await temporaryFolder(t)
  const made = await openCertificates({ folder, names: [name], effects: daysFromNow(0), newKeyPair })
  const files = { certificateFile: join(folder, 'chain.pem'), keyFile: join(folder, 'chain-key.pem') }
  await writeFile(files.certificateFile, made.certificate)
  await writeFile(files.keyFile, made.key)
  return { ...files, folder, made }
}

interface Given {
  readonly certificateFile: string
  readonly keyFile: string
  readonly publicUrl?: string
}

const readAt = ({ certificateFile, keyFile, publicUrl }: Given, days = 0) =>
  readCertificates({ certificateFile, keyFile, publicUrl, now: daysFromNow(days).now })

const assertRefused = (reading: Promise<unknown>, words: string): Promise<void> =>
  assert.rejects(reading, (error) => {
    assert.ok(error instanceof StartError)
    assert.ok(!error.message.includes('\n'), error.message)
    assert.ok(error.message.includes(words), `"${error.message}" says "${words}"`)
    return true
  })

test('a server shows the certificate that a user brings, and its chain', async (t) => {
  const files = await givenFiles(t)

  const certificates = await readAt(files)

  assert.equal(certificates.caFile, files.certificateFile)
  assert.equal(certificates.ca, await readFile(files.certificateFile, 'utf8'))
  const port = await startServer(t, certificates)
  assert.equal(await call(port, 'keys.example.com', certificates.ca), 'hello')
})

test('the path of the chain is absolute, however it was given', async (t) => {
  const { certificateFile, keyFile } = await givenFiles(t)

  const { caFile } = await readAt({ certificateFile: relative(process.cwd(), certificateFile), keyFile })

  assert.equal(caFile, certificateFile)
})

test('a file that is not there, cannot be read or is not PEM is refused by its name', async (t) => {
  const { certificateFile, keyFile, folder } = await givenFiles(t)
  const [missing, aFolder, text] = [join(folder, 'missing'), join(folder, 'folder'), join(folder, 'text')]
  await mkdir(aFolder)
  await writeFile(text, 'no PEM')

  await assertRefused(readAt({ certificateFile: missing, keyFile }), `${missing} does not exist. Give a certificate`)
  await assertRefused(readAt({ certificateFile, keyFile: missing }), `${missing} does not exist. Give a certificate`)
  await assertRefused(readAt({ certificateFile: aFolder, keyFile }), `${aFolder} cannot be read (EISDIR)`)
  await assertRefused(readAt({ certificateFile: text, keyFile }), `${text} holds no certificate in PEM`)
  await assertRefused(readAt({ certificateFile, keyFile: text }), `${text} holds no private key in PEM`)
})

test('a chain with a broken certificate in it is refused', async (t) => {
  const files = await givenFiles(t)
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  await writeFile(files.certificateFile, files.made.certificate + broken)

  await assertRefused(readAt(files), `${files.certificateFile} holds a broken certificate`)
})

test('a key that does not fit is refused', async (t) => {
  const files = await givenFiles(t)
  const other = await givenFiles(t)

  const reading = readAt({ ...files, keyFile: other.keyFile })

  await assertRefused(reading, `${other.keyFile} is not the private key of ${files.certificateFile}`)
})

test('a key with a passphrase is refused', async (t) => {
  const files = await givenFiles(t)
  const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const
  await writeFile(files.keyFile, createPrivateKey(files.made.key).export(options))

  await assertRefused(readAt(files), `${files.keyFile} is protected by a passphrase`)
})

test('a certificate is refused before its time and after it, and taken on its last day', async (t) => {
  const files = await givenFiles(t)

  await assertRefused(readAt(files, -1), `${files.certificateFile} is not valid before `)
  await assertRefused(readAt(files, 397), `${files.certificateFile} ended on `)
  assert.ok(await readAt(files, 396))
})

test('a certificate is refused under a public URL whose host it does not name', async (t) => {
  const files = await givenFiles(t)
  const under = (publicUrl: string) => readAt({ ...files, publicUrl })

  await assertRefused(under('https://example.com'), `${files.certificateFile} is not for example.com, the host of the`)
  await assertRefused(under('https://[::1]:8443'), `${files.certificateFile} is not for ::1, the host of the`)
  assert.ok(await under('https://keys.example.com:8443'))
})

test('a certificate with a wildcard is taken for the hosts that it stands for', async (t) => {
  const files = await givenFiles(t, '*.example.com')
  const under = (publicUrl: string) => readAt({ ...files, publicUrl })

  assert.ok(await under('https://keys.example.com'))
  await assertRefused(under('https://example.com'), 'is not for example.com')
})

test('a certificate that no client would take for TLS is refused', async (t) => {
  const files = await givenFiles(t)
  const weak = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 512,
  }
  const keys = await webcrypto.subtle.generateKey(weak, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({ name: 'CN=weak', keys, serialNumber: '01' })
  await writeFile(files.certificateFile, certificate.toString('pem'))
  await writeFile(files.keyFile, KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }))

  await assertRefused(readAt(files), `${files.certificateFile} is refused for TLS (`)
})
