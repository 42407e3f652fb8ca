import 'reflect-metadata'
import assert from 'node:assert/strict'
import { KeyObject, randomBytes, type X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import * as x509 from '@peculiar/x509'
import { type Identity, makeAuthorityCertificate, signServerCertificate } from '../../src/tls/certificateAuthority.ts'
import { dayMs, daysFromNow, newKeyPair } from './support.ts'

const effects = { now: () => new Date('2026-03-01T12:00:00Z'), randomBytes }

const newKey = async (): Promise<KeyObject> => KeyObject.from((await newKeyPair()).privateKey)

const givenAnAuthority = async (): Promise<Identity> => {
  const key = await newKey()
  return { key, certificate: await makeAuthorityCertificate(key, effects) }
}

const givenAServer = async (authority: Identity, given: { names?: string[]; effects?: typeof effects } = {}) => {
  const subject = { key: await newKey(), names: given.names ?? ['localhost'] }
  return signServerCertificate(authority, subject, given.effects ?? effects)
}

const lengthDays = ({ validFromDate, validToDate }: X509Certificate): number =>
  (validToDate.getTime() - validFromDate.getTime()) / dayMs

test('an authority may sign servers and nothing but servers, for ten years', async () => {
  const { certificate } = await givenAnAuthority()

  const read = new x509.X509Certificate(certificate.raw)
  const constraints = read.getExtension(x509.BasicConstraintsExtension)
  const usage = read.getExtension(x509.KeyUsagesExtension)
  assert.deepEqual([constraints?.ca, constraints?.pathLength, constraints?.critical], [true, 0, true])
  assert.equal(usage?.usages, x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign)
  assert.equal(usage?.critical, true)
  assert.ok(read.getExtension(x509.SubjectKeyIdentifierExtension))
  assert.equal(lengthDays(certificate), 3650)
  assert.ok(certificate.verify(certificate.publicKey))
})

test('the authorities of two installations have different names, which say what they are', async () => {
  const [one, other] = [await givenAnAuthority(), await givenAnAuthority()]

  for (const { certificate } of [one, other]) {
    assert.match(certificate.subject, /^CN=Lazulite local CA [0-9a-f]{8}$/)
    assert.equal(certificate.issuer, certificate.subject)
  }
  assert.notEqual(one.certificate.subject, other.certificate.subject)
})

test('an authority that is made again from its key vouches for what the first one signed', async () => {
  const authority = await givenAnAuthority()
  const server = await givenAServer(authority)

  const again = await makeAuthorityCertificate(authority.key, daysFromNow(100))

  assert.notEqual(again.serialNumber, authority.certificate.serialNumber)
  assert.equal(again.subject, authority.certificate.subject)
  assert.ok(server.checkIssued(again) && server.verify(again.publicKey))
})

test('a server certificate is for servers alone, and says who signed it', async () => {
  const authority = await givenAnAuthority()

  const server = await givenAServer(authority)

  const [read, issuer] = [new x509.X509Certificate(server.raw), new x509.X509Certificate(authority.certificate.raw)]
  const usage = read.getExtension(x509.KeyUsagesExtension)
  assert.equal(read.getExtension(x509.BasicConstraintsExtension)?.ca, false)
  assert.deepEqual([usage?.usages, usage?.critical], [x509.KeyUsageFlags.digitalSignature, true])
  assert.deepEqual(server.keyUsage, [x509.ExtendedKeyUsage.serverAuth])
  assert.ok(read.getExtension(x509.SubjectKeyIdentifierExtension))
  assert.equal(
    read.getExtension(x509.AuthorityKeyIdentifierExtension)?.keyId,
    issuer.getExtension(x509.SubjectKeyIdentifierExtension)?.keyId,
  )
  assert.ok(server.checkIssued(authority.certificate) && server.verify(authority.certificate.publicKey))
})

test('names stand in a server certificate as names, addresses as addresses', async () => {
  const server = await givenAServer(await givenAnAuthority(), { names: ['localhost', '127.0.0.1', '::1', 'fd00::5'] })

  assert.equal(
    server.subjectAltName,
    'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:FD00:0:0:0:0:0:0:5',
  )
})

test('a server certificate is good for 397 days, and already to clients whose clocks are an hour slow', async () => {
  const server = await givenAServer(await givenAnAuthority())

  assert.equal(lengthDays(server), 397)
  assert.equal(server.validFromDate.toISOString(), '2026-03-01T11:00:00.000Z')
})

test('a server certificate does not outlast its authority', async () => {
  const authority = await givenAnAuthority()
  const late = { ...effects, now: () => new Date(authority.certificate.validToDate.getTime() - 100 * dayMs) }

  const server = await givenAServer(authority, { effects: late })

  assert.deepEqual(server.validToDate, authority.certificate.validToDate)
})

test('serial numbers are positive, long and different, whatever the dice say', async () => {
  const key = await newKey()
  const serialNumberOf = async (dice: (count: number) => Buffer) =>
    (await makeAuthorityCertificate(key, { ...effects, randomBytes: dice })).serialNumber

  assert.equal(await serialNumberOf((count) => Buffer.alloc(count, 0x00)), `01${'00'.repeat(15)}`)
  assert.equal(await serialNumberOf((count) => Buffer.alloc(count, 0xff)), `01${'FF'.repeat(15)}`)
  assert.notEqual(await serialNumberOf(randomBytes), await serialNumberOf(randomBytes))
})
