import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { PublicClientApplication } from '@azure/msal-node'
import { startLazulite } from 'lazulite'
import type { Page } from 'playwright-core'
import { orchard, writeOrchard } from '../support/orchard.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { signInByForm } from './support/signInByForm.ts'

const { ann, program, tenantId } = orchard
const azure = await startLazulite({ world: writeOrchard(temporaryFolder({ after }), {}) })
const browser = await launchBrowser(azure)
after(() => azure.close())
setDefaultCACertificates([...getCACertificates('default'), azure.ca])

const scopes = ['https://management.azure.com/user_impersonation']
const installed = (): PublicClientApplication =>
  new PublicClientApplication({
    auth: {
      clientId: program.clientId,
      authority: `${azure.url}/${tenantId}`,
      knownAuthorities: [new URL(azure.url).host],
    },
  })

test('a program opens the browser and listens, and the browser brings it the answer in a form', async (t) => {
  const page = await browser.newPage()
  t.after(() => page.close())

  const result = await installed().acquireTokenInteractive({
    scopes,
    successTemplate: 'You may go back to the program.',
    openBrowser: (url) => signIn(page, url),
  })

  assert.equal(result.account?.username, ann.userName)
  await page.getByText('You may go back to the program.').waitFor()
})

const signIn = async (page: Page, url: string): Promise<void> => {
  await page.goto(url)
  await signInByForm(page, ann)
}
