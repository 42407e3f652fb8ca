import { type Fetch, scriptlessBrowser } from './browser.ts'

/**
 * Does what a device asks a person to do: signs in, as the user of the built-in world, types the code, and says yes.
 *
 * @param message what the device says, with the code in it.
 * @throws Error when the server does not take it.
 */
export const enterDeviceCode = async (httpUrl: string, message: string): Promise<void> => {
  const [, code] = /enter the code (\S+)/.exec(message) ?? []
  if (code === undefined) throw new Error(`there is no code in "${message}"`)
  const browser = scriptlessBrowser(httpUrl, fetchPage)
  const asked = await browser.submit(await browser.signIn('/device'), { user_code: code })
  const { page } = await browser.submit(asked, { answer: 'continue' })
  if (page?.status !== 200 || page.text.includes('<form')) {
    throw new Error(`the code ${code} was not taken:\n${page?.text}`)
  }
}

const fetchPage: Fetch = async (url, sent) => {
  const reply = await fetch(url, { ...sent, redirect: 'manual' })
  const headers = { ...Object.fromEntries(reply.headers), 'set-cookie': reply.headers.getSetCookie() }
  return { status: reply.status, headers, text: await reply.text() }
}
