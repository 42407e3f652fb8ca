import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startLazulite } from 'lazulite'
import { operations } from '../../src/operations/index.ts'
import { sampleListUrl, sampleRuntimeUrl } from '../support/documentedSample.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { openApiReference } from './support/openApiReference.ts'
import { signInByForm } from './support/signInByForm.ts'

const azure = await startLazulite({ throttle: 'hourly' })
const browser = await launchBrowser(azure)
after(() => azure.close())
const { url } = azure

const getToken = async (): Promise<string> =>
  (await azure.credential().getToken('https://management.azure.com/.default')).token

const listAuthKeys = async (): Promise<object> => {
  const reply = await fetch(`${azure.httpUrl}${sampleListUrl}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await getToken()}` },
  })
  return (await reply.json()) as object
}

test('the page shows every operation, and neither asks nor needs anybody else', async (t) => {
  const { page, complaints, asked } = await openApiReference(t, { browser, url })

  for (const group of await page.locator('.opblock-tag').all()) await group.click()

  assert.equal(await page.locator('.opblock').count(), operations.length)
  assert.deepEqual(complaints, [])
  assert.ok(asked.length > 5)
  assert.deepEqual(
    asked.filter((one) => new URL(one).origin !== url),
    [],
  )
})

test('from Authorize to a regenerated key: a user signs in, and the page calls for him', async (t) => {
  const before = await listAuthKeys()
  const reference = await openApiReference(t, { browser, url })

  const dialog = await reference.authorize()
  const [window] = await Promise.all([
    reference.page.waitForEvent('popup'),
    dialog.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click(),
  ])
  const closed = window.waitForEvent('close')
  await signInByForm(window)
  await closed
  await dialog.getByRole('button', { name: 'Remove authorization' }).waitFor()
  await reference.closeDialog()
  const { status, body } = await reference.execute('IntegrationRuntimes_RegenerateAuthKey')

  assert.equal(status, '200')
  assert.deepEqual(Object.keys(body as object), ['authKey2'])
  assert.deepEqual(await listAuthKeys(), { ...before, ...(body as object) })
  assert.notDeepEqual(await listAuthKeys(), before)
  assert.deepEqual(reference.complaints, [])
})

/** Gives the page a token that it has not asked for. */
const showToken = async ({ authorize, closeDialog }: Awaited<ReturnType<typeof openApiReference>>): Promise<void> => {
  const dialog = await authorize()
  await dialog.getByLabel('auth-bearer-value').fill(await getToken())
  await dialog.getByRole('button', { name: 'Apply credentials' }).click()
  await closeDialog()
}

test('without a token the page shows the refusal', async (t) => {
  const reference = await openApiReference(t, { browser, url })

  const { status, body } = await reference.execute('IntegrationRuntimes_RegenerateAuthKey')

  assert.equal(status, '401')
  assert.equal((body as { error: { code: string } }).error.code, 'AuthenticationFailed')
})

test('a token that is there already does as well, and a scope goes out as the path that it is', async (t) => {
  const reference = await openApiReference(t, { browser, url })

  await showToken(reference)
  const { status, body } = await reference.execute('RoleAssignments_ListForScope', {
    scope: sampleRuntimeUrl.slice(1),
  })

  assert.equal(status, '200')
  assert.equal((body as { value: object[] }).value.length, 3)
})

test('what is typed goes out as it is, and it is the server that refuses it', async (t) => {
  const reference = await openApiReference(t, { browser, url })

  await showToken(reference)
  const { status, body } = await reference.execute('IntegrationRuntimes_ListAuthKeys', { factoryName: 'a--b' })

  assert.equal(status, '400')
  assert.match((body as { error: { message: string } }).error.message, /^The factory name is invalid\./)
})

test('the filter finds operations by id, summary and path, and shows them without a further click', async (t) => {
  const { page, complaints } = await openApiReference(t, { browser, url })
  const ids = page.locator('.opblock-summary-operation-id')

  for (const [typed, found] of [
    ['IntegrationRuntimes_RegenerateAuthKey', ['IntegrationRuntimes_RegenerateAuthKey']],
    ['replaces KEY', ['IntegrationRuntimes_RegenerateAuthKey']],
    ['}/listAuthKeys', ['IntegrationRuntimes_ListAuthKeys']],
    ['no such thing', []],
  ] as const) {
    await page.getByRole('searchbox').fill(typed)

    assert.deepEqual(await ids.allInnerTexts(), found)
  }
  await page.getByRole('searchbox').fill('')
  assert.equal(await page.locator('.opblock-tag').count(), new Set(operations.map(({ id }) => id.split('_')[0])).size)
  assert.equal(await ids.count(), 0)
  assert.deepEqual(complaints, [])
})

test('the dialog begins at the sign-in, with its scope ticked, and keeps the keyboard until it closes', async (t) => {
  const { page, authorize } = await openApiReference(t, { browser, url })

  const dialog = await authorize()
  const focused = page.locator(':focus')

  assert.equal(await focused.getAttribute('aria-label'), 'Apply given OAuth2 credentials')
  assert.equal(await dialog.locator('.modal-ux-content').evaluate(({ scrollTop }) => scrollTop), 0)
  assert.ok(await dialog.locator('input[type="checkbox"]').isChecked())
  let seen = 0
  for (let press = 0; press < 12; press++) {
    await page.keyboard.press('Tab')
    seen += await dialog.locator(':focus').count()
    assert.equal(await page.locator('#reference :focus').count(), await dialog.locator(':focus').count())
  }
  assert.ok(seen > 6)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  assert.equal(await focused.innerText(), 'Authorize')
})

test('on a phone nothing is wider than the screen, and the dialog is whole', async (t) => {
  const viewport = { width: 360, height: 640 }
  const { page, authorize, closeDialog, execute } = await openApiReference(t, { browser, url, window: { viewport } })
  const width = () => page.evaluate('document.documentElement.scrollWidth')

  for (const group of await page.locator('.opblock-tag').all()) await group.click()
  assert.equal(await width(), viewport.width)

  const box = await (await authorize()).locator('.modal-ux').boundingBox()
  assert.ok(box && box.x >= 0 && box.y >= 0, JSON.stringify(box))
  assert.ok(box.x + box.width <= viewport.width && box.y + box.height <= viewport.height, JSON.stringify(box))
  await closeDialog()

  await execute('IntegrationRuntimes_RegenerateAuthKey')
  assert.equal(await width(), viewport.width)
})

test('the page is dark where the system is, and follows it', async (t) => {
  const { page } = await openApiReference(t, { browser, url, window: { colorScheme: 'dark' } })
  const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
  const letters = () => page.evaluate("getComputedStyle(document.querySelector('.info p')).color")
  const dark = ['rgb(28, 32, 34)', 'rgb(228, 230, 230)']

  assert.deepEqual([await ground(), await letters()], dark)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.locator('html:not(.dark-mode)').waitFor()
  assert.deepEqual([await ground(), await letters()], ['rgb(255, 255, 255)', 'rgb(59, 65, 81)'])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html.dark-mode').waitFor()
  assert.deepEqual([await ground(), await letters()], dark)
})
