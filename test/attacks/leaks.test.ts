import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Fetch, scriptlessBrowser } from '../../conformance/clients/browser.ts'
import { asForm, type Form } from '../support/asForm.ts'
import { orchard, writeOrchard } from '../support/orchard.ts'
import { startProgram } from '../support/program.ts'
import { request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const { ann, service, program, tenantId } = orchard
const tokenPath = `/${tenantId}/oauth2/v2.0/token`
const wrong = 'a-wrong-guess-of-somebody'

/** All that somebody could use who reads it, from every way to sign in, by its name. */
const signInEveryWay = async (origin: string): Promise<ReadonlyMap<string, string>> => {
  const secrets = new Map<string, string>([
    ['the password', ann.password],
    ['the secret', service.secret],
    ['a wrong password or secret', wrong],
  ])
  const post = async (path: string, form: Form) => {
    const { text } = await request(origin + path, asForm(form))
    const body = JSON.parse(text)
    for (const name of ['access_token', 'refresh_token', 'id_token', 'device_code', 'user_code']) {
      if (body[name]) secrets.set(`${name} of ${form.grant_type ?? path}`, body[name])
    }
    return body
  }
  const fetch: Fetch = (url, { method, headers, body }) =>
    request(url.href, { method, headers, ...(body !== undefined && { body }) })
  const browser = scriptlessBrowser(origin, fetch)
  const app = { client_id: program.clientId, redirect_uri: program.redirectUri }
  const scope = 'https://management.azure.com/.default openid offline_access'

  const client = { grant_type: 'client_credentials', client_id: service.clientId, scope: scope.split(' ')[0] ?? '' }
  await post(tokenPath, { ...client, client_secret: service.secret })
  await post(tokenPath, { ...client, client_secret: wrong })

  const authorize = `/${tenantId}/oauth2/v2.0/authorize?${new URLSearchParams({ ...app, response_type: 'code', scope })}`
  await browser.submit(await browser.open(authorize), { username: wrong, password: wrong })
  const { url } = await browser.signIn(authorize, ann)
  const code = url.searchParams.get('code') ?? assert.fail(url.href)
  secrets.set('the code', code)
  const { refresh_token } = await post(tokenPath, { ...app, grant_type: 'authorization_code', code })
  await post(tokenPath, { client_id: program.clientId, grant_type: 'refresh_token', refresh_token })
  await post(tokenPath, { ...app, grant_type: 'authorization_code', code })

  const device = await post(`/${tenantId}/oauth2/v2.0/devicecode`, { client_id: program.clientId, scope })
  const typed = await browser.open(`/device?user_code=${device.user_code}`)
  await browser.submit(await browser.submit(typed, { user_code: device.user_code }), { answer: 'continue' })
  const { access_token } = await post(tokenPath, {
    client_id: program.clientId,
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: device.device_code,
  })
  await request(`${origin}/subscriptions?api-version=2022-12-01`, {
    headers: { authorization: `Bearer ${access_token}` },
  })
  for (const [name, value] of browser.cookies) secrets.set(`the cookie ${name}`, value)
  return secrets
}

test('nothing that opens a door is in the log or in the folder, however much is logged and whoever signs in', async (t) => {
  const folder = temporaryFolder(t)
  const data = join(folder, 'data')
  const server = await startProgram(t, data, [`--world=${writeOrchard(folder, {})}`, '--log-level=trace'])

  const secrets = await signInEveryWay(server.ready.httpUrl)
  server.kill('SIGTERM')
  await server.ended

  assert.ok(secrets.size >= 14, [...secrets.keys()].join(', '))
  const log = server.stderr() + server.stdout()
  assert.match(log, /a user has signed in/)
  const files = readdirSync(data, { recursive: true, encoding: 'utf8' })
    .map((name) => join(data, name))
    .filter((file) => statSync(file).isFile())
  assert.ok(files.length > 2, files.join(' '))
  const written = { log, ...Object.fromEntries(files.map((file) => [file, readFileSync(file, 'latin1')])) }
  for (const [place, text] of Object.entries(written)) {
    for (const [what, secret] of secrets) assert.ok(!text.includes(secret), `${what} is in ${place}`)
  }
})
