import type { Page } from 'playwright-core'

/** Fills in the form of the sign-in page and sends it; as the built-in world's own user unless told otherwise. */
export const signInByForm = async (
  page: Page,
  { userName = 'admin@lazulite.local', password = 'lazulite' } = {},
): Promise<void> => {
  await page.getByLabel('Sign-in name').fill(userName)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
