import type { Page } from 'playwright-core'
import { user } from '../../support/known.ts'

/** Fills in the form of the sign-in page and sends it; as the built-in world's own user unless told otherwise. */
export const signInByForm = async (
  page: Page,
  { userName = user.name, password = user.password } = {},
): Promise<void> => {
  await page.getByLabel('Sign-in name').fill(userName)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
