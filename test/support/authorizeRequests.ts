import assert from 'node:assert/strict'
import type { Visit } from '../../conformance/clients/visit.ts'
import { tenantId } from './known.ts'
import { webApp } from './signInWorld.ts'

type Parameters = Readonly<Record<string, string | undefined>>

/** A request for a code that is answered as it stands; `changes` replace its parameters, undefined takes one away. */
export const authorizeUrl = (changes: Parameters = {}, path = `/${tenantId}/oauth2/v2.0/authorize`): string => {
  const parameters: Parameters = {
    client_id: webApp.clientId,
    response_type: 'code',
    redirect_uri: webApp.redirectUri,
    scope: 'openid profile',
    state: 'a state',
    nonce: 'a nonce',
    ...changes,
  }
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return `${path}?${new URLSearchParams(given)}`
}

/** What the browser brought back to the client, by query or fragment. */
export const broughtBack = ({ url, page }: Visit): Readonly<Record<string, string>> => {
  assert.equal(page, undefined, `the browser is still here, at ${url}: ${page?.status} ${page?.text}`)
  const parts = [...url.search.slice(1).split('&'), ...url.hash.slice(1).split('&')].filter(Boolean)
  return Object.fromEntries(
    parts.map((part) => {
      const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? []
      return [name, decodeURIComponent(value)]
    }),
  )
}

/** That the person was told, here, and sent nowhere; answers with the text of the page. */
export const assertShown = ({ page }: Visit, status: number, code: number): string => {
  assert.equal(page?.status, status, page?.text)
  assert.equal(page?.headers.location, undefined)
  assert.match(String(page?.headers['content-type']), /^text\/html/)
  const text = page?.text ?? ''
  assert.match(text, new RegExp(`role="alert">AADSTS${code}: `))
  return text
}
