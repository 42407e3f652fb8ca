import assert from 'node:assert/strict'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { type TestContext, test } from 'node:test'
import { StartError } from '../../src/core/startError.ts'
import { openCertificates } from '../../src/tls/openCertificates.ts'
import { call, contentsOf, daysFromNow, newKeyPair, startServer, temporaryFolder } from './support.ts'

const ownNames = ['localhost', '127.0.0.1', '::1']

interface Given {
  readonly names?: readonly string[]
  /** How far the clock is ahead of the real one. */
  readonly days?: number
}

const openIn = (folder: string, { names = ownNames, days = 0 }: Given = {}) =>
  openCertificates({ folder, names, effects: daysFromNow(days), newKeyPair })

const givenCertificates = async (t: TestContext) => {
  const folder = await temporaryFolder(t)
  return { folder, first: await openIn(folder) }
}

/** That a start is refused, in one line with all these words in it, and changes no file. */
const assertRefused = async (folder: string, words: readonly string[], given: Given = {}): Promise<void> => {
  const before = await contentsOf(folder)
  await assert.rejects(openIn(folder, given), (error) => {
    assert.ok(error instanceof StartError)
    assert.ok(!error.message.includes('\n'), error.message)
    for (const word of words) assert.ok(error.message.includes(word), `"${error.message}" says "${word}"`)
    return true
  })
  assert.deepEqual(await contentsOf(folder), before)
}

test('who trusts the authority, and nobody else, reaches the server by each of its names', async (t) => {
  const names = [...ownNames, 'keys.example.com', 'fd00::5']
  const certificates = await openIn(await temporaryFolder(t), { names })

  const port = await startServer(t, certificates)

  for (const name of names) assert.equal(await call(port, name, certificates.ca), 'hello')
  await assert.rejects(call(port, 'localhost'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' })
  for (const foreign of ['other.example.com', 'example.com', '127.0.0.2', '::2']) {
    await assert.rejects(call(port, foreign, certificates.ca), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  }
})

test('the files say what the answer says; the keys are for their owner alone', async (t) => {
  const { folder, first } = await givenCertificates(t)

  const files = await contentsOf(folder)
  assert.deepEqual(Object.keys(files), ['ca-key.pem', 'ca.pem', 'server-key.pem', 'server.pem'])
  assert.equal(first.ca, files['ca.pem'])
  assert.equal(first.certificate, `${files['server.pem']}${files['ca.pem']}`)
  assert.equal(first.key, files['server-key.pem'])
  assert.equal(first.caFile, join(folder, 'ca.pem'))
  const modes = await Promise.all(Object.keys(files).map(async (name) => (await stat(join(folder, name))).mode & 0o777))
  const readable = 0o644 & ~process.umask()
  assert.deepEqual(modes, [0o600, readable, 0o600, readable])
})

test('the path of the authority is absolute, however the folder was given', async (t) => {
  const folder = await temporaryFolder(t)

  const { caFile } = await openIn(relative(process.cwd(), folder))

  assert.ok(isAbsolute(caFile))
  assert.equal(caFile, join(folder, 'ca.pem'))
})

test('a restart changes nothing, byte for byte', async (t) => {
  const { folder, first } = await givenCertificates(t)
  const before = await contentsOf(folder)

  const second = await openIn(folder, { days: 360 })

  assert.deepEqual(second, first)
  assert.deepEqual(await contentsOf(folder), before)
})

test('the same names in another order are no change', async (t) => {
  const { folder, first } = await givenCertificates(t)

  assert.deepEqual(await openIn(folder, { names: ownNames.toReversed() }), first)
})

for (const [what, names] of Object.entries({
  'a name more': [...ownNames, 'keys.example.com'],
  'a name less': ownNames.slice(1),
  'another name': [...ownNames.slice(1), 'keys.example.com'],
  'an address more': [...ownNames, '192.168.1.5'],
})) {
  test(`${what} gives the server a new certificate, which clients that trust the authority accept`, async (t) => {
    const { folder, first } = await givenCertificates(t)

    const second = await openIn(folder, { names })

    assert.notEqual(second.certificate, first.certificate)
    assert.deepEqual([second.ca, second.key], [first.ca, first.key])
    const port = await startServer(t, second)
    for (const name of names) assert.equal(await call(port, name, first.ca), 'hello')
    assert.deepEqual(await openIn(folder, { names }), second)
  })
}

test('a server certificate with less than 30 days left is replaced, one with 30 is not', async (t) => {
  const { folder, first } = await givenCertificates(t)
  const days = 397 - 30

  assert.deepEqual(await openIn(folder, { days: days - 1 }), first)
  const renewed = await openIn(folder, { days })

  assert.deepEqual([renewed.ca, renewed.key], [first.ca, first.key])
  const daysLeft = (new X509Certificate(renewed.certificate).validToDate.getTime() - Date.now()) / (24 * 60 * 60 * 1000)
  assert.ok(daysLeft > days + 396)
})

test('a server certificate from before the clock was set back is replaced', async (t) => {
  const { folder } = await givenCertificates(t)
  const ahead = await openIn(folder, { names: ['localhost'], days: 100 })

  const now = await openIn(folder, { names: ['localhost'] })

  assert.notEqual(now.certificate, ahead.certificate)
  assert.equal(await call(await startServer(t, now), 'localhost', now.ca), 'hello')
})

test('a server certificate of another authority is replaced', async (t) => {
  const { folder, first } = await givenCertificates(t)
  await rm(join(folder, 'ca.pem'))
  await rm(join(folder, 'ca-key.pem'))

  const second = await openIn(folder)

  assert.notEqual(second.ca, first.ca)
  assert.equal(await call(await startServer(t, second), 'localhost', second.ca), 'hello')
  await assert.rejects(call(await startServer(t, second), 'localhost', first.ca))
})

test('an authority that ends within 30 days is refused, and not replaced', async (t) => {
  const { folder } = await givenCertificates(t)

  await openIn(folder, { days: 3650 - 31 })
  await assertRefused(folder, ['ca.pem is of no use after', 'delete both ca.pem and ca-key.pem', 'clients'], {
    days: 3650 - 30,
  })
  await assertRefused(folder, ['ca.pem is of no use after', 'delete both ca.pem and ca-key.pem', 'clients'], {
    days: 4000,
  })
})

test('an authority that has not begun is put down to the clock', async (t) => {
  const { folder } = await givenCertificates(t)

  await assertRefused(folder, ['ca.pem is not valid before', 'clock'], { days: -1 })
})

const written = ['ca-key.pem', 'ca.pem', 'server-key.pem', 'server.pem']
for (const [index, next] of written.entries()) {
  test(`a first start that fails before ${next} is finished by the next one`, async (t) => {
    const folder = await temporaryFolder(t)
    await mkdir(join(folder, `${next}.new`))
    await assert.rejects(openIn(folder), { message: new RegExp(`${next} cannot be written \\(\\w+\\)`) })
    await rm(join(folder, `${next}.new`), { recursive: true })
    const left = await contentsOf(folder)

    const certificates = await openIn(folder)

    assert.deepEqual(Object.keys(left), written.slice(0, index).sort())
    const kept = Object.entries(await contentsOf(folder)).filter(([name]) => name in left)
    assert.deepEqual(Object.fromEntries(kept), left)
    assert.equal(await call(await startServer(t, certificates), 'localhost', certificates.ca), 'hello')
  })
}

test('a renewal that fails leaves the certificate that was there', async (t) => {
  const { folder, first } = await givenCertificates(t)
  await mkdir(join(folder, 'server.pem.new'))
  await assert.rejects(openIn(folder, { names: ['localhost'] }), StartError)
  await rm(join(folder, 'server.pem.new'), { recursive: true })

  assert.deepEqual(await openIn(folder), first)
})

test('an authority whose certificate was lost is made again, and its clients go on', async (t) => {
  const { folder, first } = await givenCertificates(t)
  await rm(join(folder, 'ca.pem'))

  const second = await openIn(folder, { names: [...ownNames, 'keys.example.com'] })

  assert.notEqual(second.ca, first.ca)
  for (const ca of [first.ca, second.ca]) {
    assert.equal(await call(await startServer(t, second), 'keys.example.com', ca), 'hello')
  }
})

const brokenKey = '-----BEGIN PRIVATE KEY-----\nTHESECRET\n-----END PRIVATE KEY-----\n'
const brokenCertificate = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
for (const pair of ['ca', 'server']) {
  const [certificate, key] = [`${pair}.pem`, `${pair}-key.pem`]
  const remedy = `delete both ${certificate} and ${key}: `

  test(`a broken ${certificate} or ${key} is refused by its name`, async (t) => {
    const { folder } = await givenCertificates(t)
    const faults = [
      { file: certificate, text: '', fault: 'holds no certificate in PEM' },
      { file: certificate, text: 'no PEM', fault: 'holds no certificate in PEM' },
      { file: certificate, text: brokenCertificate, fault: 'holds a broken certificate' },
      { file: key, text: '', fault: 'holds no private key in PEM, or a broken one' },
      { file: key, text: brokenKey, fault: 'holds no private key in PEM, or a broken one' },
    ]
    const good = await contentsOf(folder)

    for (const { file, text, fault } of faults) {
      await writeFile(join(folder, file), text)
      await assertRefused(folder, [`${join(folder, file)} ${fault}. `, remedy])
      await writeFile(join(folder, file), good[file] ?? '')
    }
  })

  test(`a ${certificate} that is a folder is refused by its name`, async (t) => {
    const folder = await temporaryFolder(t)
    await mkdir(join(folder, certificate))

    await assert.rejects(openIn(folder), { message: new RegExp(`${certificate} cannot be read \\(EISDIR\\)`) })
  })

  test(`a ${certificate} without its key is refused`, async (t) => {
    const { folder } = await givenCertificates(t)
    await rm(join(folder, key))

    await assertRefused(folder, [`${key} is missing`, certificate, remedy])
  })

  test(`a ${key} of another certificate is refused`, async (t) => {
    const { folder } = await givenCertificates(t)
    const other = await givenCertificates(t)
    await writeFile(join(folder, key), (await contentsOf(other.folder))[key] ?? '')

    await assertRefused(folder, [`${key} is not the private key of `, certificate, remedy])
  })
}

test('a server certificate in the place of the authority is refused', async (t) => {
  const { folder } = await givenCertificates(t)
  const files = await contentsOf(folder)
  await writeFile(join(folder, 'ca.pem'), files['server.pem'] ?? '')
  await writeFile(join(folder, 'ca-key.pem'), files['server-key.pem'] ?? '')

  await assertRefused(folder, ['ca.pem is not the certificate of an authority'])
})

test('a key of another kind than the ones made here is refused', async (t) => {
  const { folder } = await givenCertificates(t)
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  await writeFile(join(folder, 'ca-key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))

  await assertRefused(folder, ['ca-key.pem is not a key for ECDSA on P-256'])
})

test('no part of a key stands in an error', async (t) => {
  const { folder } = await givenCertificates(t)
  await writeFile(join(folder, 'ca-key.pem'), brokenKey)

  await assert.rejects(openIn(folder), (error) => !String(error).includes('THESECRET'))
})
