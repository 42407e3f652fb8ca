import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
await azure.givenAFactory()

const ask = (body: object) => azure.send('POST', `${factoryUrl}/getGitHubAccessToken`, { body })

const right = {
  gitHubAccessCode: 'a code that is secret',
  gitHubClientId: 'some',
  gitHubClientSecret: { byoaSecretAkvUrl: 'https://vault', byoaSecretName: 'name' },
  gitHubAccessTokenBaseUrl: 'some',
}

test('a right request is refused with the reason, and without the code', async () => {
  const { status, headers, body } = await ask(right)

  assert.equal(status, 400)
  assert.equal(headers.server, 'Kestrel')
  assert.deepEqual(Object.entries(body.error), [
    ['code', 'BadRequest'],
    [
      'message',
      'The access code cannot be exchanged: this server has no GitHub application with whose secret it could be done.',
    ],
    ['target', null],
    ['details', null],
  ])
})

for (const [wrong, words] of [
  [{ gitHubAccessCode: undefined }, /gitHubAccessCode is required/],
  [{ gitHubAccessTokenBaseUrl: undefined }, /gitHubAccessTokenBaseUrl is required/],
  [{ gitHubAccessCode: null }, /gitHubAccessCode must be a text/],
  [{ gitHubClientId: 1 }, /gitHubClientId must be a text, or null/],
  [{ gitHubClientSecret: 'secret' }, /gitHubClientSecret must be a set of named members, or null/],
  [{ gitHubClientSecret: { byoaSecretName: 1 } }, /gitHubClientSecret\.byoaSecretName must be a text, or null/],
] as const) {
  test(`a body with ${JSON.stringify(wrong)} is told what is wrong with it first`, async () => {
    const { status, body } = await ask({ ...right, ...wrong })

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
    assert.match(body.error.message, words)
  })
}
