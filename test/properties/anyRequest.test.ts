import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { authKeySecrets, dumpStore } from '../support/dumpStore.ts'
import { inject } from '../support/inject.ts'
import { nobody, owner, reader } from '../support/known.ts'
import type { Answer } from '../support/request.ts'
import { type AnyRequest, anyRequest, type Who } from '../support/requestArbitrary.ts'
import { shareService } from '../support/shareService.ts'
import { assertCloudError, assertOAuthError } from '../support/wellFormedErrors.ts'
import { worldWithoutSecrets } from '../support/worldWithoutSecrets.ts'

const azure = await shareService({ world: worldWithoutSecrets })
const tokens: Readonly<Record<Who, string | undefined>> = {
  owner: await azure.tokenOf(owner),
  reader: await azure.tokenOf(reader),
  nobody: await azure.tokenOf(nobody),
  none: undefined,
}

const send = ({ who, headers, ...request }: AnyRequest): Promise<Answer> =>
  inject(azure, { ...request, headers: { ...headers, ...(tokens[who] && { authorization: `Bearer ${tokens[who]}` }) } })

const isOfTheTokenService = (url: string): boolean => /^\/+[^/]+\/(oauth2|discovery|v2\.0|\.well-known)\//i.test(url)

const assertWellFormed = ({ method, url }: AnyRequest, answer: Answer): void => {
  if (method === 'HEAD') assert.equal(answer.text, '')
  else if (isOfTheTokenService(url) && answer.text.startsWith('{"error":"')) assertOAuthError(answer)
  else assertCloudError(answer)
}

/** Only the Owner may see keys, and only by the two calls that are for that. */
const mayShowKeys = ({ method, url, who }: AnyRequest, { status }: Answer): boolean =>
  status < 300 && method === 'POST' && who === 'owner' && /\/(listAuthKeys|regenerateAuthKey)\b/i.test(url)

const mayChange = ({ method, who }: AnyRequest, { status }: Answer): boolean =>
  status < 300 && who === 'owner' && !['GET', 'HEAD', 'OPTIONS'].includes(method)

const assertTells = (request: AnyRequest, answer: Answer, secrets: readonly string[]): void => {
  const told = [...secrets, ...Object.values(tokens)].filter((secret) => secret && answer.text.includes(secret))
  assert.ok(told.length === 0 || mayShowKeys(request, answer), 'no key is told, and no token')
}

test('no request whatever is answered with a 5xx, and none that is refused or only asks changes anything', async () => {
  await azure.givenARuntime()
  let before = await dumpStore(azure.store)
  let secretsBefore = await authKeySecrets(azure.store)
  assert.ok(secretsBefore.length > 0, 'there are keys to be told')
  const seen = new Set<number>()

  await fc.assert(
    fc.asyncProperty(anyRequest, async (request) => {
      const answer = await send(request)
      const after = await dumpStore(azure.store)
      seen.add(answer.status)

      assert.ok(answer.status < 500, `${answer.status} ${answer.text}`)
      if (answer.status >= 400) assertWellFormed(request, answer)
      if (!mayChange(request, answer)) assert.equal(after, before, `${answer.status} ${answer.text}`)
      assertTells(request, answer, [...secretsBefore, ...(await authKeySecrets(azure.store))])

      if (after === before) return
      await azure.givenARuntime()
      before = await dumpStore(azure.store)
      secretsBefore = await authKeySecrets(azure.store)
    }),
    { numRuns: 1000 },
  )

  for (const status of [200, 400, 401, 403, 404, 405, 415]) assert.ok(seen.has(status), `${status} has been seen`)
})
