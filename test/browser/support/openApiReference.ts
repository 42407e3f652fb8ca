import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'

interface Opened {
  readonly browser: Browser
  readonly url: string
  /** Of what size and kind the window is. */
  readonly window?: BrowserContextOptions
}

/** The API reference in a window without any history, in the words of the person in front of it; closed when the test ends. */
export const openApiReference = async (t: TestContext, { browser, url, window = {} }: Opened) => {
  const context = await browser.newContext(window)
  t.after(() => context.close())
  const page = await context.newPage()
  /** What the browser had to complain of, such as what the page's own policy forbids. */
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', ({ message }) => complaints.push(message))
  const asked: string[] = []
  context.on('request', (request) => asked.push(request.url()))
  await page.goto(`${url}/docs`)
  await page.getByRole('button', { name: 'Authorize' }).waitFor()

  return {
    page,
    complaints,
    /** Every URL that was asked for. */
    asked,
    /** The dialog that asks who one is. */
    async authorize(): Promise<Locator> {
      await page.getByRole('button', { name: 'Authorize' }).click()
      return page.locator('.dialog-ux')
    },
    closeDialog: () => page.locator('.dialog-ux .close-modal').click(),
    /** Sends an operation with everything that the page proposes, but for what is typed over it; answers with what it shows. */
    async execute(
      id: string,
      typed: Readonly<Record<string, string>> = {},
    ): Promise<{ status: string; body: unknown }> {
      const operation = await expand(page, id)
      await operation.getByRole('button', { name: 'Try it out' }).click()
      for (const [name, value] of Object.entries(typed)) {
        await operation.locator(`tr[data-param-name="${name}"] input`).fill(value)
      }
      await operation.getByRole('button', { name: 'Execute' }).click()
      const reply = operation.locator('.live-responses-table .response')
      await reply.waitFor()
      return {
        status: await reply.locator('.response-col_status').innerText(),
        body: JSON.parse(await reply.locator('.highlight-code code, .highlight-code pre').first().innerText()),
      }
    },
  }
}

const expand = async (page: Page, id: string): Promise<Locator> => {
  const [group] = id.split('_')
  const operation = page.locator(`#operations-${group}-${id}`)
  if ((await operation.count()) === 0) await page.locator(`#operations-tag-${group}`).click()
  await operation.locator('.opblock-summary-control').click()
  assert.equal(await operation.count(), 1)
  return operation
}
