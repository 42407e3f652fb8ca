import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setDefaultCACertificates } from 'node:tls'
import { openVaultKey } from '../../src/masterKey/openVaultKey.ts'
import { type Otherwise, refusal, vaultHost } from '../support/keyVault.ts'
import { startKeyVault } from '../support/keyVaultProxy.ts'
import { assertRefused, keyOf } from './support.ts'

const vaultUrl = `https://${vaultHost}`
const named = { vaultUrl, name: 'master', version: undefined }
const id = `${vaultUrl}/keys/master`
const other = Buffer.alloc(32, 9)

/** A vault with one key, in which this very process is signed in. */
const givenAVault = async (t: TestContext) => {
  const vault = await startKeyVault(t)
  const before = { ...process.env }
  t.after(() => {
    for (const name of Object.keys(vault.environment)) delete process.env[name]
    Object.assign(process.env, before)
  })
  Object.assign(process.env, vault.environment)
  setDefaultCACertificates([vault.ca])
  return { ...vault, version: vault.addVersion('master') }
}

const says =
  (status: number, body: unknown): Otherwise =>
  () => ({ status, body })

test('a key without a version is the newest one, and what that has wrapped it unwraps', async (t) => {
  const vault = await givenAVault(t)
  const newest = vault.addVersion('master')

  const key = await openVaultKey(named)
  const wrapped = await key.wrap(other)

  assert.equal(key.id, `${id}/${newest}`)
  assert.deepEqual(await key.unwrap({ wrapped, wrappedBy: key.id }), other)
  assert.ok(vault.asked.includes(`POST /keys/master/${newest}/wrapkey`), 'the vault did it')
  assert.ok(vault.asked.includes(`POST /keys/master/${newest}/unwrapkey`))
})

test('what an older version has wrapped, that version unwraps, whichever is named', async (t) => {
  const vault = await givenAVault(t)
  const older = await openVaultKey(named)
  const wrapped = await older.wrap(other)
  const version = vault.addVersion('master')

  for (const newer of [await openVaultKey(named), await openVaultKey({ ...named, version })]) {
    assert.equal(newer.id, `${id}/${version}`)
    assert.deepEqual(await newer.unwrap({ wrapped, wrappedBy: older.id }), other)
  }
  assert.ok(vault.asked.includes(`POST /keys/master/${vault.version}/unwrapkey`))
})

test('a named version wraps, though there is a newer one', async (t) => {
  const vault = await givenAVault(t)
  vault.addVersion('master')

  const key = await openVaultKey({ ...named, version: vault.version })

  assert.equal(key.id, `${id}/${vault.version}`)
  assert.deepEqual(await key.unwrap({ wrapped: await key.wrap(other), wrappedBy: key.id }), other)
})

test('an expired key unwraps still, as the vault lets it, and wraps no more', async (t) => {
  const vault = await givenAVault(t)
  const key = await openVaultKey(named)
  const wrapped = await key.wrap(other)

  vault.expire('master')

  const later = await openVaultKey(named)
  assert.deepEqual(await later.unwrap({ wrapped, wrappedBy: later.id }), other)
  await assertRefused(later.wrap(other), ['the vault answers 403', 'expired'])
})

test('what another key, or another vault, or a file has wrapped is refused without asking the vault', async (t) => {
  const vault = await givenAVault(t)
  const key = await openVaultKey(named)
  const asked = vault.asked.length

  for (const wrappedBy of [
    keyOf(1).id,
    id,
    `${vaultUrl}/keys/other/${vault.version}`,
    `https://elsewhere.vault.azure.net/keys/master/${vault.version}`,
  ]) {
    await assertRefused(key.unwrap({ wrapped: 'AAAA', wrappedBy }), [wrappedBy, key.id, 'nothing was changed'])
  }
  assert.equal(vault.asked.length, asked)
})

test('what was changed since it was wrapped does not open', async (t) => {
  await givenAVault(t)
  const key = await openVaultKey(named)
  const wrapped = await key.wrap(other)

  for (const changed of ['', 'AAAA', `AAAA${wrapped.slice(4)}`]) {
    await assertRefused(key.unwrap({ wrapped: changed, wrappedBy: key.id }), ['the vault answers 400', 'changed'])
  }
  const shorter = await key.wrap(other.subarray(1))
  await assertRefused(key.unwrap({ wrapped: shorter, wrappedBy: key.id }), ['was changed', key.id])
})

test('a key or a version that is not there is told of', async (t) => {
  const { version } = await givenAVault(t)
  const missing = version.replaceAll(/./g, 'f')

  await assertRefused(openVaultKey({ ...named, name: 'none' }), [`${vaultUrl}/keys/none cannot`, '404', '--master-key'])
  await assertRefused(openVaultKey({ ...named, version: missing }), [`${id}/${missing} cannot`, '404', '--master-key'])
})

test('a key that is no RSA key is told of', async (t) => {
  const vault = await givenAVault(t)
  vault.addVersion('curve', 'EC')

  await assertRefused(openVaultKey({ ...named, name: 'curve' }), ['of the type EC', 'RSA-HSM', '--master-key'])
})

test('a disabled key is told of, at the start and later', async (t) => {
  const vault = await givenAVault(t)
  const key = await openVaultKey(named)
  const wrapped = await key.wrap(other)

  vault.disable('master')

  const words = ['the vault answers 403', 'disabled key', 'enabled']
  await assertRefused(openVaultKey(named), words)
  await assertRefused(key.wrap(other), words)
  await assertRefused(key.unwrap({ wrapped, wrappedBy: key.id }), words)
})

test('a refusal of several lines is told in one, with the role that is needed', async (t) => {
  const vault = await givenAVault(t)
  vault.says(() => refusal(403, 'Forbidden', 'Caller is not authorized.\r\nCaller: appid=1\r\nVault: v'))

  await assertRefused(openVaultKey(named), [
    '403, Caller is not authorized. Caller: appid=1 Vault: v: ',
    'Key Vault Crypto Service Encryption User',
  ])
})

test('a vault in trouble is tried again, and told of when it stays so', async (t) => {
  const vault = await givenAVault(t)
  let failures = 2
  vault.says(() => (failures-- > 0 ? refusal(503, 'ServiceUnavailable', 'Busy.') : undefined))
  assert.match((await openVaultKey(named)).id, /master/)

  vault.says(() => refusal(500, 'InternalError', 'It broke.'))
  await assertRefused(openVaultKey(named), ['the vault answers 500, It broke'])
})

for (const [what, body] of Object.entries({
  'a page': '<html><title>Sign in to the network</title></html>',
  nothing: '',
  'an empty object': {},
  'a list': [],
  null: null,
  'half of something': '{"key":{"kid":"https://',
  'a number in place of the key': { key: 7 },
  'a key without an id': { key: { kty: 'RSA' } },
  'another key': { key: { kid: `${vaultUrl}/keys/other/${'a'.repeat(32)}`, kty: 'RSA' } },
  'a key of another vault': {
    key: { kid: `https://elsewhere.vault.azure.net/keys/master/${'a'.repeat(32)}`, kty: 'RSA' },
  },
  'a key without its version': { key: { kid: id, kty: 'RSA' } },
})) {
  test(`a vault that answers ${what} is told of`, async (t) => {
    const vault = await givenAVault(t)
    const key = await openVaultKey(named)
    const wrapped = await key.wrap(other)
    vault.says(says(200, body))

    const words = [`${vaultUrl} does not answer as a Key Vault does`]
    await assertRefused(openVaultKey(named), words)
    await assertRefused(key.wrap(other), words)
    await assertRefused(key.unwrap({ wrapped, wrappedBy: key.id }), words)
  })
}

test('another version than the one that was named is not taken', async (t) => {
  const vault = await givenAVault(t)
  const kid = `${id}/${'a'.repeat(32)}`
  vault.says(says(200, { key: { kid, kty: 'RSA' } }))

  assert.equal((await openVaultKey(named)).id, kid)
  await assertRefused(openVaultKey({ ...named, version: vault.version }), ['does not answer as a Key Vault does'])
})

test('a sign-in that fails is told of, without the secret', async (t) => {
  await givenAVault(t)
  process.env.AZURE_CLIENT_SECRET = 'nearly the secret'

  const asked = openVaultKey(named)

  await assertRefused(asked, ['the sign-in to the vault fails', 'AADSTS7000215'])
  await assert.rejects(asked, (error) => !String(error).includes('nearly'))
})

test('a program that is nobody is told how to be somebody', async (t) => {
  await givenAVault(t)
  delete process.env.AZURE_CLIENT_SECRET
  process.env.AZURE_TOKEN_CREDENTIALS = 'prod'
  t.after(() => delete process.env.AZURE_TOKEN_CREDENTIALS)

  await assertRefused(openVaultKey(named), ['nobody to Azure', 'managed identity', 'AZURE_CLIENT_ID', 'az'])
})

test('a wrong choice of how to sign in is told of', async (t) => {
  await givenAVault(t)
  process.env.AZURE_TOKEN_CREDENTIALS = 'production'
  t.after(() => delete process.env.AZURE_TOKEN_CREDENTIALS)

  await assertRefused(openVaultKey(named), ['the sign-in to the vault fails', 'AZURE_TOKEN_CREDENTIALS = production'])
})

test('a vault that is away is told of soon', async (t) => {
  const vault = await givenAVault(t)
  const key = await openVaultKey(named)
  await vault.goAway()
  const begun = Date.now()

  await assertRefused(openVaultKey(named), [id, 'the vault cannot be reached', 'ECONNREFUSED'])
  await assertRefused(key.wrap(other), ['the vault cannot be reached'])

  assert.ok(Date.now() - begun < 10_000)
})

test('a vault that never answers is not waited for without end', async (t) => {
  const vault = await givenAVault(t)
  vault.says(() => 'never')
  const begun = Date.now()

  await assertRefused(openVaultKey(named), [`${vaultUrl} does not answer in time`])

  assert.ok(Date.now() - begun < 30_000)
})

test('whoever is not trusted is no vault', async (t) => {
  await givenAVault(t)
  const another = await startKeyVault(t)
  setDefaultCACertificates([another.ca])

  await assertRefused(openVaultKey(named), ['the vault cannot be reached', 'certificate'])
})
