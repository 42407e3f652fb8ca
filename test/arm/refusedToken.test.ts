import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { issuerOf } from '../../src/core/token.ts'
import { keepLog } from '../support/keepLog.ts'
import { origin, owner, subscriptionUrl, tenantId } from '../support/known.ts'
import { startIssuer } from '../support/outsideIssuer.ts'
import { shareService } from '../support/shareService.ts'
import { otherSubscriptionId, otherTenantId, twoTenants } from '../support/twoTenants.ts'

const { log, lines } = keepLog()
const audience = 'api://lazulite'
const issuer = await startIssuer({ after })
const issuers = [{ issuer: issuer.issuer, tenantId, audiences: [audience] }]
const azure = await shareService({ world: twoTenants, issuers, log })
const own = issuerOf(origin, tenantId)

const withoutSignature = (token: string): string => token.replace(/[^.]*$/, '')
const sign = (claims: object): Promise<string> => azure.tokenOf(owner, claims)

const refused: Readonly<Record<string, { token: () => Promise<string>; reason: string; iss: string | undefined }>> = {
  'that is none': { token: async () => 'lazulite', reason: 'not a JWT with an issuer', iss: undefined },
  'without an issuer': {
    token: async () => withoutSignature(await sign({ iss: undefined })),
    reason: 'not a JWT with an issuer',
    iss: undefined,
  },
  'of an issuer that nobody knows': {
    token: async () => withoutSignature(await sign({ iss: 'https://elsewhere.example' })),
    reason: 'issuer not known',
    iss: 'https://elsewhere.example',
  },
  'that this server has not signed': {
    token: async () => withoutSignature(await sign({})),
    reason: 'signature not of a trusted key',
    iss: own,
  },
  'that its issuer has not signed': {
    token: async () => withoutSignature(await issuer.sign({ aud: audience })),
    reason: 'signature not of a trusted key',
    iss: issuer.issuer,
  },
  'for somebody else': { token: () => sign({ aud: 'https://example.com' }), reason: 'audience', iss: own },
  'of an issuer for somebody else': {
    token: () => issuer.sign({ aud: 'api://other' }),
    reason: 'audience',
    iss: issuer.issuer,
  },
  'that has expired': { token: () => sign({ nbf: 0, exp: 1 }), reason: 'expired', iss: own },
  'that is not good yet': {
    token: () => sign({ nbf: 4_000_000_000, exp: 4_000_003_600 }),
    reason: 'not yet valid',
    iss: own,
  },
  'without times': {
    token: () => sign({ exp: undefined }),
    reason: 'no exp, or an exp or nbf that is no time',
    iss: own,
  },
  'of another tenant than its issuer': {
    token: () => sign({ tid: otherTenantId }),
    reason: 'issuer not that of its tenant',
    iss: own,
  },
  'of nobody': { token: () => sign({ oid: undefined }), reason: 'no object id', iss: own },
}

for (const [what, { token, reason, iss }] of Object.entries(refused)) {
  test(`the log says why a token ${what} is refused, under the id of the answer, and nothing else of it`, async () => {
    const sent = await token()
    lines.length = 0

    const { status, headers, body } = await azure.send('GET', subscriptionUrl, { token: sent })

    assert.equal(status, 401)
    const [line, ...more] = lines.filter(({ msg }) => msg === 'a request was refused')
    assert.ok(line && more.length === 0)
    const { level, time, pid, hostname, msg, ...told } = line
    assert.equal(level, 30)
    assert.deepEqual(told, {
      requestId: headers['x-ms-request-id'],
      code: body.error.code,
      reason,
      ...(iss !== undefined && { iss }),
    })
  })
}

test('an issuer that somebody has made up is cut in the log, and cannot change how the line is read', async () => {
  const token = withoutSignature(await sign({ iss: `https://made-up.example/\u202e\n${'x'.repeat(1000)}` }))
  lines.length = 0

  await azure.send('GET', subscriptionUrl, { token })

  const [line] = lines
  assert.equal(line?.iss, `https://made-up.example/\ufffd\ufffd${'x'.repeat(174)}…`)
})

test('the log says that a caller of another tenant than the subscription’s was refused for that', async () => {
  lines.length = 0

  const { status } = await azure.send('GET', `/subscriptions/${otherSubscriptionId}`)

  assert.equal(status, 401)
  assert.equal(lines[0]?.reason, 'tenant not that of the subscription')
})

test('a request without a token, and one that is let in, are no lines of their own', async () => {
  lines.length = 0

  await azure.send('GET', subscriptionUrl, { token: null })
  await azure.send('GET', subscriptionUrl)

  assert.deepEqual(
    lines.map(({ msg }) => msg),
    ['answered', 'answered'],
  )
})
