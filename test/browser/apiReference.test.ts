import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startLazulite } from 'lazulite'
import { operations } from '../../src/operations/index.ts'
import { launchBrowser } from '../support/browser.ts'
import { sampleListUrl, sampleRuntimeUrl } from '../support/documentedSample.ts'
import { openApiReference } from '../support/openApiReference.ts'
import { signInByForm } from '../support/signInByForm.ts'

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
