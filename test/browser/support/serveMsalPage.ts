import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

const library = (name: string): string =>
  readFileSync(new URL(`../lib/${name}`, import.meta.resolve('@azure/msal-browser')), 'utf8')

const html = 'text/html; charset=utf-8'
const javaScript = 'text/javascript; charset=utf-8'

/** What such a page is made of: Microsoft's library as it stands, and the page that a sign-in comes back to. */
const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/': [html, '<!doctype html><title>Orchard</title><script src="/msal-browser.js"></script>'],
  '/signed-in': [
    html,
    '<!doctype html><script src="/msal-redirect-bridge.js"></script><script>msalRedirectBridge.broadcastResponseToMainFrame()</script>',
  ],
  '/msal-browser.js': [javaScript, library('msal-browser.min.js')],
  '/msal-redirect-bridge.js': [javaScript, library('redirect-bridge/msal-redirect-bridge.min.js')],
}

/** A page of somebody else's on this machine, with `msal` in it; closed after the last test of the file. Answers with its origin. */
export const serveMsalPage = async (): Promise<string> => {
  const server = createServer(({ url = '' }, reply) => {
    const [type, text] = files[url.split('?', 1)[0] ?? ''] ?? ['text/plain', '']
    reply.writeHead(text ? 200 : 404, { 'content-type': type }).end(text)
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  after(() => server.close())
  return `http://localhost:${(server.address() as AddressInfo).port}`
}
