import assert from 'node:assert/strict'
import { after, type TestContext, test } from 'node:test'
import type { AuthError, AuthenticationResult, PublicClientApplication } from '@azure/msal-browser'
import { startLazulite } from 'lazulite'
import type { Page } from 'playwright-core'
import { orchard, writeOrchard } from '../support/orchard.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { serveMsalPage } from './support/serveMsalPage.ts'
import { signInByForm } from './support/signInByForm.ts'

const { ann, tenantId, subscriptionId } = orchard
const pageOrigin = await serveMsalPage()
const azure = await startLazulite({
  world: writeOrchard(temporaryFolder({ after }), { pageUri: `${pageOrigin}/signed-in` }),
  corsOrigin: [pageOrigin],
})
const browser = await launchBrowser(azure)
after(() => azure.close())

/** What the functions below find in the page that they run in. */
declare global {
  var msal: typeof import('@azure/msal-browser')
  var application: PublicClientApplication
}

const scopes = ['https://management.azure.com/user_impersonation']

/** The page with an application of msal-browser in it, and no history; closed when the test ends. */
const openPage = async (t: TestContext): Promise<Page> => {
  const context = await browser.newContext()
  t.after(() => context.close())
  const page = await context.newPage()
  await page.goto(pageOrigin)
  await initialize(page)
  return page
}

/** What a page does first, whenever it is loaded; answers with what the sign-in has come to that it is back from, if any. */
const initialize = (page: Page): Promise<AuthenticationResult | null> =>
  page.evaluate(
    async (auth) => {
      globalThis.application = new msal.PublicClientApplication({ auth })
      await application.initialize()
      return application.handleRedirectPromise()
    },
    {
      clientId: orchard.page.clientId,
      authority: `${azure.url}/${tenantId}`,
      knownAuthorities: [new URL(azure.url).host],
      redirectUri: `${pageOrigin}/signed-in`,
      postLogoutRedirectUri: `${pageOrigin}/signed-in`,
    },
  )

/** The same for a page that has gone away, once it is there again. */
const comesBack = async (page: Page): Promise<AuthenticationResult | null> => {
  await page.waitForResponse(`${pageOrigin}/msal-browser.js`)
  await page.waitForLoadState()
  return initialize(page)
}

/** Signs Ann in, in a window of its own. */
const signIn = async (page: Page): Promise<AuthenticationResult> => {
  const popup = page.waitForEvent('popup')
  const signedIn = page.evaluate(async (scopes) => {
    const result = await application.loginPopup({ scopes })
    application.setActiveAccount(result.account)
    return result
  }, scopes)
  await signInByForm(await popup, ann)
  return signedIn
}

const listSubscriptions = (page: Page, token: string): Promise<{ status: number; body: unknown }> =>
  page.evaluate(
    async ({ url, token }) => {
      const reply = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
      return { status: reply.status, body: await reply.json() }
    },
    { url: `${azure.url}/subscriptions?api-version=2022-12-01`, token },
  )

test('a page signs a user in with a window of its own, and calls Resource Manager as that user', async (t) => {
  const page = await openPage(t)

  const { account, accessToken } = await signIn(page)

  assert.equal(account.username, ann.userName)
  assert.equal(account.tenantId, tenantId)
  const { status, body } = await listSubscriptions(page, accessToken)
  assert.equal(status, 200)
  assert.deepEqual(
    (body as { value: { subscriptionId: string }[] }).value.map((one) => one.subscriptionId),
    [subscriptionId],
  )
})

test('a page gets the same token again without asking, and a new one by its refresh token', async (t) => {
  const page = await openPage(t)
  const first = await signIn(page)
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))

  const again = await page.evaluate((scopes) => application.acquireTokenSilent({ scopes }), scopes)
  assert.equal(again.accessToken, first.accessToken)
  assert.deepEqual(asked, [])

  const fresh = await page.evaluate((scopes) => application.acquireTokenSilent({ scopes, forceRefresh: true }), scopes)
  assert.notEqual(fresh.accessToken, first.accessToken)
  assert.deepEqual(asked, [`POST /${tenantId}/oauth2/v2.0/token`])
  assert.equal((await listSubscriptions(page, fresh.accessToken)).status, 200)
})

test('a page that goes away for the sign-in comes back with the user', async (t) => {
  const page = await openPage(t)

  void page.evaluate((scopes) => application.loginRedirect({ scopes }), scopes).catch(() => undefined)
  const back = comesBack(page)
  await signInByForm(page, ann)
  const result = await back

  assert.equal(result?.account.username, ann.userName)
  assert.equal((await listSubscriptions(page, result.accessToken)).status, 200)
})

test('whoever has signed in once is not asked for the password again, until the page signs him out', async (t) => {
  const page = await openPage(t)
  await signIn(page)

  const again = await page.evaluate((scopes) => application.loginPopup({ scopes }), scopes)
  assert.equal(again.account.username, ann.userName)

  const back = comesBack(page)
  void page.evaluate(() => application.logoutRedirect()).catch(() => undefined)
  await back
  await signIn(page)
})

test('a page that asks silently for a user who has not signed in is told to ask aloud', async (t) => {
  const page = await openPage(t)

  const code = await page.evaluate(
    (scopes) => application.ssoSilent({ scopes }).catch(({ errorCode }: AuthError) => errorCode),
    scopes,
  )

  assert.equal(code, 'login_required')
})

test('nobody but this server is asked', async (t) => {
  const page = await openPage(t)
  const asked = new Set<string>()
  page.context().on('request', (request) => asked.add(new URL(request.url()).origin))

  await signIn(page)

  assert.deepEqual([...asked].toSorted(), [azure.url, pageOrigin].toSorted())
})

test('the browser lets a page of an origin that was not allowed read nothing', async (t) => {
  const { accessToken } = await signIn(await openPage(t))
  const context = await browser.newContext()
  t.after(() => context.close())
  const stranger = await context.newPage()
  await stranger.goto(await serveMsalPage())

  await assert.rejects(listSubscriptions(stranger, accessToken), /Failed to fetch/)
})
