import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertFound, startClinic } from '../support.ts'

const { see } = await startClinic(after)

test('credentials that the server refuses are told in its words, and those that are not whole by what lacks', async () => {
  const unknown = '99999999-9999-4999-8999-999999999999'

  await assertFound(see, [
    [
      { AZURE_CLIENT_SECRET: 'not this one' },
      /^credentials: the sign-in with AZURE_… is refused: AADSTS7000215: .* Set AZURE_TENANT_ID, _CLIENT_ID and _CLIENT_SECRET to /,
    ],
    [{ AZURE_CLIENT_ID: unknown }, /^credentials: .*AADSTS700016: .*'99999999-/],
    [{ ARM_TENANT_ID: unknown }, /^credentials: the sign-in with ARM_… is refused: AADSTS90002: Tenant '99999999-/],
    [
      { AZURE_TENANT_ID: undefined },
      'credentials: AZURE_CLIENT_ID is set without AZURE_TENANT_ID: set that to the tenant',
    ],
  ])
})

test('an id that no credential stands beside is left alone: it may be that of a managed identity', async () => {
  const { exitCode, lines } = await see({ changes: { ARM_CLIENT_SECRET: undefined, ARM_TENANT_ID: undefined } })

  assert.equal(exitCode, 0)
  assert.ok(lines.includes('skipped  credentials: ARM_CLIENT_ID is set without ARM_CLIENT_SECRET'))
})

test('a certificate in place of a secret needs its tenant, too', async () => {
  await assertFound(see, [
    [
      { AZURE_CLIENT_SECRET: undefined, AZURE_CLIENT_CERTIFICATE_PATH: '/mine.pem', AZURE_TENANT_ID: undefined },
      'credentials: AZURE_CLIENT_ID is set without AZURE_TENANT_ID: set that to the tenant',
    ],
  ])
})

test('a refusal repeats neither the secret nor the ids of the request', async () => {
  const { stdout } = await see({ changes: { AZURE_CLIENT_SECRET: 'not this one' } })

  assert.match(stdout, /AADSTS7000215/)
  assert.doesNotMatch(stdout, /not this one|Trace ID/)
})

test('a secret that is meant for another server is not sent to this one', async () => {
  const { lines } = await see({
    changes: { AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com', AZURE_CLIENT_SECRET: 'x' },
  })

  assert.ok(lines.includes('skipped  credentials: those of AZURE_… are for another server'))
})
