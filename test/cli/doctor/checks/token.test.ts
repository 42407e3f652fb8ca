import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { stringify } from 'yaml'
import { startIssuer } from '../../../support/outsideIssuer.ts'
import { temporaryFolder } from '../../../support/temporaryFolder.ts'
import { startClinic } from '../support.ts'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The lines about a token, without what they all begin with. */
const aboutToken = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => /^(\w+) +token: (.*)$/.exec(line)?.slice(1).join(': ') ?? [])

const { azure, see } = await startClinic(after)
const { token } = await azure.credential().getToken('https://management.azure.com/.default')

const show = async (stdin: string) => {
  const { lines, exitCode, stdout } = await see({ args: ['--token-stdin'], stdin })
  return { exitCode, stdout, found: aboutToken(lines) }
}

/** The good token, with other claims, and so with a wrong signature. */
const forge = (changes: Record<string, unknown>): string => {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  return [header, encode({ ...claims, ...changes }), signature].join('.')
}

test('a token that the server takes is well, with white space around it', async () => {
  const { exitCode, found, stdout } = await show(` ${token}\n`)

  assert.deepEqual([exitCode, found], [0, [`ok: ${azure.url} takes it`]])
  assert.ok(!stdout.includes(token))
})

test('each claim that would be refused is named, with its value and what to do', async () => {
  const seconds = Math.floor(Date.now() / 1000)
  const { url, tenantId } = azure
  const cases: readonly (readonly [Record<string, unknown>, RegExp])[] = [
    [
      { aud: 'https://vault.azure.net' },
      /^wrong: aud is "https:\/\/vault\.azure\.net", .*: ask for the scope https:\/\/management/,
    ],
    [{ aud: ['https://management.azure.com'] }, /^wrong: aud is \["https:/],
    [{ exp: 1_000_000_000 }, /^wrong: exp is 2001-09-09T01:46:40\.000Z, which is past: sign in again$/],
    [{ exp: undefined }, /^wrong: exp is missing: /],
    [{ nbf: seconds + 3600 }, /^wrong: nbf is 20\S+, which is to come: look to the clocks$/],
    [
      { iss: `${url}/${tenantId}` },
      /^wrong: iss is "https:\/\/localhost:\d+\/1111\S+", and the server is https:\/\/localhost\S+: sign in there$/,
    ],
    [
      { tid: '99999999-9999-4999-8999-999999999999' },
      /^wrong: tid is "9999\S+", a tenant that the server does not know: /,
    ],
    [{ tid: undefined }, /^wrong: tid is missing: /],
  ]
  for (const [changes, expected] of cases) {
    const { exitCode, found } = await show(forge(changes))

    assert.equal(exitCode, 1)
    assert.equal(found.length, 1, JSON.stringify(found))
    assert.match(found[0] ?? '', expected)
  }
  const { found } = await show(forge({ aud: 'https://vault.azure.net', exp: 1, nbf: seconds + 3600, iss: url }))
  assert.deepEqual(
    found.map((line) => line.slice(7, 10)),
    ['iss', 'aud', 'exp', 'nbf'],
  )
})

test('a token whose claims are right is refused in the words of the server', async () => {
  const { found } = await show(forge({ jti: 'another' }))

  assert.deepEqual(found, [`wrong: ${azure.url} refuses it: The access token is invalid. Sign in again`])
})

test('a token of another issuer is judged by the server alone, but for its times', async () => {
  const { tenantId, url } = azure
  const iss = `https://sts.windows.net/${tenantId}/`
  const aud = 'api://other'

  const { exitCode, found } = await show(forge({ iss, aud, tid: undefined }))
  const late = await show(forge({ iss, exp: 1_000_000_000, nbf: undefined }))

  const refusal = `wrong: ${url} refuses it: The access token is invalid. Its issuer is "${iss}", which must be one of the server's --issuers, letter by letter: else sign in elsewhere`
  assert.equal(exitCode, 1)
  assert.deepEqual(found, [refusal])
  assert.deepEqual(late.found, ['wrong: exp is 2001-09-09T01:46:40.000Z, which is past: sign in again', refusal])
})

test('a token whose issuer cannot be reached is called neither good nor bad', async (t) => {
  const folder = temporaryFolder(t)
  const issuer = await startIssuer(t)
  const issuers = join(folder, 'issuers.yaml')
  writeFileSync(
    issuers,
    stringify([{ issuer: 'http://localhost:1', tenantId: azure.tenantId, audiences: ['api://lazulite'] }]),
  )
  const clinic = await startClinic((close) => t.after(close), { issuers })
  const stdin = await issuer.sign({ iss: 'http://localhost:1', aud: 'api://lazulite' })

  const { exitCode, lines } = await clinic.see({ args: ['--token-stdin'], stdin })

  assert.equal(exitCode, 1)
  assert.deepEqual(aboutToken(lines), [
    `wrong: ${clinic.azure.url} cannot say now: status 503. The issuer of the access token cannot be reached to check it. Please retry.`,
  ])
})

test('a pipe that brings nothing is told from one that brings no token', async () => {
  const { exitCode, found } = await show('\n')

  assert.deepEqual(
    [exitCode, found],
    [1, ['wrong: standard input was empty: the command before the pipe gave no token']],
  )
})

test('what is no token is not sent anywhere', async () => {
  for (const text of ['opaque', 'Bearer a.b.c', 'a.W10.c', 'a.!!.c', 'a.e30.c\nd', 'a.e30']) {
    const { exitCode, found } = await show(text)

    assert.equal(exitCode, 1, text)
    assert.deepEqual(found, [
      'wrong: what was given is no JSON web token: give the access token alone, without "Bearer"',
    ])
  }
})

test('what is longer than any token is not read to its end', async () => {
  const { exitCode, stderr } = await see({ args: ['--token-stdin'], stdin: 'a'.repeat(70_000) })

  assert.deepEqual([exitCode, stderr], [1, 'lazulite: standard input is longer than 65536 characters\n'])
})
