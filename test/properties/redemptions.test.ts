import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { decodeJwt } from 'jose'
import { formOf } from '../../conformance/clients/formOf.ts'
import { anyText } from '../support/arbitraries.ts'
import { asForm, type Form } from '../support/asForm.ts'
import { answerDevice, askForCodes, pollForm } from '../support/devices.ts'
import { inject } from '../support/inject.ts'
import { azureCli, user } from '../support/known.ts'
import { anyRedemption } from '../support/redemptionArbitrary.ts'
import { cliRedemption, cliRequest, startSignIns } from '../support/signIns.ts'
import type { Pair } from '../support/tokenRequestArbitrary.ts'
import { assertOAuthError } from '../support/wellFormedErrors.ts'

const azure = await startSignIns({ after })

/** What each grant is right with, made anew as often as it is asked for. */
const grants: Readonly<Record<string, () => Promise<Form>>> = {
  authorization_code: async () => cliRedemption(await azure.newCode(cliRequest)),
  refresh_token: async () => {
    const { body } = await azure.postToken(cliRedemption(await azure.newCode(cliRequest)))
    return { grant_type: 'refresh_token', client_id: azureCli, refresh_token: body.refresh_token }
  },
  device_code: async () => {
    const codes = await askForCodes(azure)
    await answerDevice(azure, codes.user_code)
    const { code: _, ...form } = pollForm(codes)
    return form
  },
}

/** Whether a parameter stands there once, and as it must. */
const isRight = (pairs: readonly Pair[], name: string, right: string): boolean => {
  const values = pairs.filter(([one]) => one === name).map(([, value]) => value)
  const [value = ''] = values
  return values.length === 1 && (name === 'client_id' ? value.toLowerCase() === right : value === right)
}

for (const [grant, makeRight] of Object.entries(grants)) {
  test(`tokens are given for a right ${grant}, and for nothing else`, async () => {
    const given = new Set<boolean>()

    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const right = await makeRight()
        const [sent] = fc.sample(anyRedemption(right), { numRuns: 1, seed })
        assert.ok(sent)

        const answer = await inject(azure, {
          url: sent.path,
          ...asForm(sent.pairs.map(([name, value]): [string, string] => [name, value])),
        })
        given.add(answer.status === 200)

        assert.ok(answer.status < 500, answer.text)
        if (answer.status !== 200) return assertOAuthError(answer)
        for (const [name, value] of Object.entries(right)) {
          const isOtherName =
            grant === 'device_code' && name === 'grant_type' && isRight(sent.pairs, name, 'device_code')
          assert.ok(isOtherName || isRight(sent.pairs, name, value), `${name} ${JSON.stringify(sent)}`)
        }
        assert.equal(decodeJwt(JSON.parse(answer.text).access_token).oid, user.objectId)
      }),
      { numRuns: 150 },
    )

    assert.equal(given.size, 2, 'both have been tried')
  })
}

test('a device that asks for anything at all gets codes or an error of OAuth', async () => {
  const form = fc.record({
    client_id: fc.oneof(fc.constant(azureCli), anyText),
    scope: fc.oneof(anyText, fc.constantFrom('openid', 'https://management.azure.com/.default', '/', 'x/y z/y')),
    resource: fc.oneof(fc.constant(''), fc.constant('https://management.azure.com/'), anyText),
  })
  const given = new Set<boolean>()
  await fc.assert(
    fc.asyncProperty(form, fc.constantFrom('v2.0/', ''), async (form, version) => {
      const answer = await inject(azure, {
        url: `/common/oauth2/${version}devicecode`,
        ...asForm(wellFormed(form)),
      })
      given.add(answer.status === 200)

      assert.ok(answer.status < 500, answer.text)
      if (answer.status !== 200) assertOAuthError(answer)
    }),
    { numRuns: 300 },
  )
  assert.equal(given.size, 2, 'both have been tried')
})

test('whatever is typed on the page for devices, a page answers, and no device is let in', async () => {
  const { fields } = formOf(await azure.browser.signIn('/device'))
  const cookie = azure.browser.cookieHeader()
  const codes = await askForCodes(azure)
  const form = fc.record({
    user_code: fc.oneof(anyText, fc.constantFrom('', codes.user_code, codes.user_code.slice(1), 'BBBBBBBBB')),
    answer: fc.oneof(fc.constantFrom('', 'continue', 'cancel'), anyText),
    user: fc.oneof(anyText, fc.constantFrom('', codes.user_code)),
  })
  await fc.assert(
    fc.asyncProperty(form, async (form) => {
      // Else all but the first few would be refused as guesses.
      azure.skip(4_000)
      const sent = { ...wellFormed(form), csrf: fields.csrf ?? '' }
      const answer = await inject(azure, { url: '/device', ...asForm(sent, { cookie }) })

      assert.ok(answer.status < 500, answer.text)
      assert.match(String(answer.headers['content-type']), /^text\/html/)
      assert.ok(!/You have (not )?signed in/.test(answer.text))
    }),
    { numRuns: 200 },
  )
})

const wellFormed = (form: Form): Form =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value.toWellFormed()]))
