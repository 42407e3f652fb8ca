import { openBrowser } from './browser.ts'

/**
 * Does what a device asks a person to do: signs in, as the user of the built-in world, types the code, and says yes.
 *
 * @param message what the device says, with the code in it.
 * @throws Error when the server does not take it.
 */
export const enterDeviceCode = async (httpUrl: string, message: string): Promise<void> => {
  const [, code] = /enter the code (\S+)/.exec(message) ?? []
  if (code === undefined) throw new Error(`there is no code in "${message}"`)
  const browser = openBrowser()
  const signIn = await browser.open(`${httpUrl}/device`)
  const askedForCode = await browser.submit(signIn, { username: 'admin@lazulite.local', password: 'lazulite' })
  const asked = await browser.submit(askedForCode, { user_code: code })
  const { text } = await browser.submit(asked, { answer: 'continue' })
  if (text.includes('<form')) throw new Error(`the code ${code} was not taken:\n${text}`)
}
