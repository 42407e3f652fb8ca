import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, describe, type TestContext, test } from 'node:test'
import { startLazulite } from 'lazulite'
import { azureCli } from '../support/known.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { signInByForm } from './support/signInByForm.ts'

const azure = await startLazulite()
const browser = await launchBrowser(azure)
after(() => azure.close())

/** A program on the person's machine, which listens for what the browser brings it. */
const startClient = async (t: TestContext) => {
  const brought: URLSearchParams[] = []
  const server = createServer((request, reply) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.once('end', () => {
      const given = request.method === 'POST' ? body : new URL(request.url ?? '', 'http://localhost').search
      if (given) brought.push(new URLSearchParams(given))
      reply.end('thank you')
    })
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  t.after(() => server.close())
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, brought }
}

/** A window for somebody who has not signed in yet, and all that the browser has to find fault with. */
const openWindow = async (t: TestContext, { hasScripts = true } = {}) => {
  const context = await browser.newContext({ javaScriptEnabled: hasScripts })
  t.after(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  return { page, complaints }
}

const authorizeUrl = (server: string, client: string, mode: string): string => {
  const asked = { client_id: azureCli, redirect_uri: client, response_type: 'code', response_mode: mode }
  return `${server}/organizations/oauth2/v2.0/authorize?${new URLSearchParams({ ...asked, scope: 'openid', state: mode })}`
}

for (const server of [azure.url, azure.httpUrl]) {
  describe(`over ${new URL(server).protocol}`, () => {
    for (const mode of ['query', 'fragment', 'form_post']) {
      test(`a browser is let through to the client once somebody has signed in: ${mode}`, async (t) => {
        const client = await startClient(t)
        const { page, complaints } = await openWindow(t)

        await page.goto(authorizeUrl(server, client.url, mode))
        await signInByForm(page)
        await page.waitForURL(`${client.url}/**`)

        const given = mode === 'fragment' ? new URLSearchParams(new URL(page.url()).hash.slice(1)) : client.brought[0]
        assert.ok(given?.get('code'))
        assert.equal(given?.get('state'), mode)
        assert.deepEqual(complaints, [])
      })
    }

    test('who runs no scripts signs in all the same, and has a button to go on', async (t) => {
      const client = await startClient(t)
      const { page } = await openWindow(t, { hasScripts: false })

      await page.goto(authorizeUrl(server, client.url, 'form_post'))
      await signInByForm(page)
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.waitForURL(`${client.url}/**`)

      assert.ok(client.brought[0]?.get('code'))
    })
  })
}
