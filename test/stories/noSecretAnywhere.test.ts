import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { scriptlessBrowser } from '../../conformance/clients/browser.ts'
import { builtInWorld } from '../../src/world/builtInWorld.ts'
import { keyFileIn, workingAgent } from '../support/agents.ts'
import { asForm, type Form } from '../support/asForm.ts'
import {
  azureCli,
  factoryUrl,
  groupUrl,
  nobody,
  owner,
  runtimeUrl,
  subscriptionUrl,
  tenantId,
  user,
} from '../support/known.ts'
import { runLazulite, startProgram } from '../support/program.ts'
import { type Answer, request } from '../support/request.ts'
import { findSecretsIn } from '../support/secrets/findSecretsIn.ts'
import { knownSecrets } from '../support/secrets/knownSecrets.ts'
import { patterns } from '../support/secrets/patterns.ts'
import { challengeOf, verifier } from '../support/signIns.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const redirectUri = 'https://app.example/callback'

/** Ids of our own: those of the built-in world are known to everybody, and refused. */
const ofOurOwn = (text: string): string => text.replaceAll(/([3-6])\1{7}-\1{4}/g, 'aaaaaaaa-$1$1$1$1')
const [clientId, identityId] = [ofOurOwn(owner.clientId), ofOurOwn(nobody.clientId)]

/** The built-in world with secrets that nobody knows, and an application that a browser is sent back to. */
const worldWith = ({ secret, password }: { secret: string; password: string }): string => {
  const [tenant] = builtInWorld.tenants
  const [application] = tenant?.applications ?? []
  const [person] = tenant?.users ?? []
  const world = {
    ...builtInWorld,
    tenants: [
      {
        ...tenant,
        applications: [{ ...application, secret, redirectUris: { web: [redirectUri] } }],
        users: [{ ...person, password }],
        roleAssignments: tenant?.roleAssignments?.filter(({ principalId }) => !principalId.startsWith('4444')),
      },
    ],
  }
  return ofOurOwn(JSON.stringify(world))
}

/** A server that logs all that it can, and whoever speaks to it, remembering each secret. */
const givenAStory = async (t: TestContext) => {
  const known = knownSecrets()
  const folder = temporaryFolder(t)
  const [data, world] = [join(folder, 'data'), join(folder, 'world.yaml')]
  const [secret, password] = [known.make(), known.make()]
  writeFileSync(world, worldWith({ secret, password }))
  const start = () => startProgram(t, data, ['--throttle=off', '--log-level=trace', `--world=${world}`])
  const programs = [await start()]
  const server = () => programs.at(-1) ?? assert.fail()
  const errors: string[] = []

  const send = async (
    method: string,
    path: string,
    { body, headers = {} }: { body?: string; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Answer> => {
    const answer = await request(`${server().ready.httpUrl}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body }),
    })
    known.addAllIn(answer.text)
    if (answer.status >= 400) errors.push(JSON.stringify(answer.headers), answer.text)
    return answer
  }
  const postForm = (path: string, form: Form) => send('POST', `/${tenantId}/oauth2/v2.0/${path}`, asForm(form))
  const signIn = async (): Promise<string> => {
    const form = {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
      scope: 'https://management.azure.com/.default',
    }
    return JSON.parse((await postForm('token', form)).text).access_token
  }
  const callArm = async (method: string, path: string, body?: object | string, headers: Form = {}): Promise<Answer> =>
    send(
      method,
      `${path}${path.includes('?') ? '&' : '?'}api-version=${path.includes('eventtypes') ? '2015-04-01' : '2018-06-01'}`,
      {
        headers: {
          authorization: `Bearer ${await signIn()}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      },
    )
  const restart = async (): Promise<void> => {
    server().kill('SIGKILL')
    await server().ended
    programs.push(await start())
  }
  return { known, folder, data, secret, password, programs, server, errors, send, postForm, callArm, restart }
}

type Story = Awaited<ReturnType<typeof givenAStory>>

const expectOk = ({ status, text }: Answer) => {
  assert.ok(status >= 200 && status < 300, `${status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

/** By code, by refresh token, by device code, as a managed identity, and as all of these with something wrong. */
const signInInEveryWay = async ({ known, send, postForm, server, password, secret }: Story): Promise<void> => {
  const browser = scriptlessBrowser(server().ready.httpUrl, ({ pathname, search }, sent) =>
    send(sent.method, pathname + search, sent),
  )
  const client = { client_id: clientId, client_secret: secret }
  const asked = {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid offline_access https://management.azure.com/.default',
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
  }
  const url = `/${tenantId}/oauth2/v2.0/authorize?${new URLSearchParams(asked)}`
  await browser.signIn(url, { userName: user.name, password: known.make() })
  const { url: back } = await browser.signIn(url, { userName: user.name, password })
  const code = known.add(back.searchParams.get('code') ?? assert.fail(String(back)))
  for (const cookie of browser.cookies.values()) known.add(cookie)
  const redemption = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: known.add(verifier),
  }
  const tokens = expectOk(await postForm('token', { ...client, ...redemption }))
  const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
  expectOk(await postForm('token', { ...client, ...refresh }))
  await postForm('token', { ...client, ...refresh, refresh_token: known.make() })
  await postForm('token', { ...client, client_secret: known.make(), ...refresh })
  assert.equal((await postForm('token', { ...client, ...redemption })).status, 400, 'a code is good once')

  const codes = expectOk(await postForm('devicecode', { client_id: azureCli, scope: asked.scope }))
  known.add(codes.user_code)
  const device = {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: azureCli,
    device_code: codes.device_code,
  }
  assert.equal((await postForm('token', device)).status, 400, 'it is pending')
  const page = await browser.signIn('/device', { userName: user.name, password })
  await browser.submit(await browser.submit(page, { user_code: codes.user_code }), { answer: 'continue' })
  expectOk(await postForm('token', device))

  const identity = `/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/&client_id=${identityId}`
  expectOk(await send('GET', identity, { headers: { metadata: 'true' } }))
}

/** What keys are for, with SecureStrings beside them; answers with the last keys. */
const workWithKeys = async ({ known, callArm }: Story): Promise<Form> => {
  const hidden = () => ({ type: 'SecureString', value: known.make() })
  expectOk(await callArm('PUT', groupUrl, { location: 'eastus' }))
  expectOk(await callArm('PUT', factoryUrl, { location: 'eastus', properties: { a: [hidden()], b: null } }))
  for (let time = 0; time < 2; time += 1) {
    const properties = { type: 'SelfHosted', description: 'd', deep: { in: [hidden(), null, { there: hidden() }] } }
    expectOk(await callArm('PUT', runtimeUrl, { properties }))
  }
  expectOk(await callArm('POST', `${runtimeUrl}/regenerateAuthKey`, { keyName: 'authKey1' }))
  const ids = { 'repeatability-request-id': randomUUID(), 'repeatability-first-sent': new Date().toUTCString() }
  const repeated = () => callArm('POST', `${runtimeUrl}/regenerateAuthKey`, { keyName: 'authKey2' }, ids)
  assert.deepEqual(expectOk(await repeated()), expectOk(await repeated()))
  const keys: Form = expectOk(await callArm('POST', `${runtimeUrl}/listAuthKeys`))
  const key = { type: 'SecureString', value: keys.authKey1 }
  const linked = { type: 'SelfHosted', typeProperties: { linkedInfo: { authorizationType: 'Key', key } } }
  const borrower = factoryUrl.replace('Factory-1', 'Borrower-1')
  expectOk(await callArm('PUT', borrower, { location: 'eastus', identity: { type: 'SystemAssigned' } }))
  expectOk(await callArm('PUT', `${borrower}/integrationRuntimes/Linked-1`, { properties: linked }))
  expectOk(await callArm('GET', `${borrower}/integrationRuntimes/Linked-1`))
  return keys
}

/** Registers, is heard of, is given another key, is asked about. */
const workAsNode = async ({ send, callArm }: Story, keys: Form): Promise<void> => {
  const now = () => new Date().toISOString()
  const json = (body: object, authorization?: string) => ({
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
  })
  const about = { nodeName: 'Node_1', machineName: 'MACHINE-1', version: '5.20.8244.2', maxConcurrentJobs: 20 }
  const register = (authKey = '') => send('POST', '/nodes/v1/register', json({ authKey, time: now(), ...about }))
  const { credential } = expectOk(await register(keys.authKey1))
  const metrics = {
    availableMemoryInMB: 1,
    cpuUtilization: 1,
    concurrentJobsRunning: 0,
    sentBytes: 0,
    receivedBytes: 0,
  }
  const heartbeat = { time: now(), status: 'Online', version: about.version, metrics }
  expectOk(await send('POST', '/nodes/v1/heartbeat', json(heartbeat, `Node ${credential}`)))
  expectOk(await send('POST', '/nodes/v1/rekey', json({ authKey: keys.authKey2, time: now() }, `Node ${credential}`)))
  expectOk(await callArm('POST', '/nodes/v1/keys/verify', { authKey: keys.authKey1 }))
  expectOk(await callArm('POST', `${runtimeUrl}/listAuthKeyUsage`))
  expectOk(await callArm('POST', `${runtimeUrl}/getStatus`))
  expectOk(await callArm('POST', `${runtimeUrl}/regenerateAuthKey`, { keyName: 'authKey1' }))
  assert.equal((await register(keys.authKey1)).status >= 400, true, 'it is superseded')
  await send('POST', '/nodes/v1/heartbeat', json(heartbeat, `Node ${credential.slice(0, -1)}`))
  await send('POST', '/nodes/v1/heartbeat', json({ ...heartbeat, status: keys.authKey1 ?? '' }, `Node ${credential}`))
}

const expectRefused = ({ status, text }: Answer): void => assert.ok(status >= 400 && status < 500, `${status} ${text}`)

/** Everything that can be wrong with a request that has a secret in it, wherever that is. */
const makeMistakes = async ({ known, send, callArm }: Story, keys: Form): Promise<void> => {
  for (const secret of [keys.authKey1 ?? '', keys.authKey2 ?? '', known.make()]) {
    const json = JSON.stringify(secret)
    for (const body of [
      json,
      `{"keyName":${json}}`,
      `{${json}`,
      `{${json}:1}`,
      `[${json}]`,
      `{"properties":{"type":${json}}}`,
    ]) {
      expectRefused(await callArm('POST', `${runtimeUrl}/regenerateAuthKey`, body))
      expectRefused(await callArm('PUT', runtimeUrl, body))
      expectRefused(await callArm('PUT', factoryUrl, body))
      expectRefused(await callArm('POST', '/nodes/v1/register', body))
      expectRefused(await callArm('POST', '/nodes/v1/keys/verify', body))
    }
    const query = encodeURIComponent(secret)
    for (const path of [
      `${runtimeUrl}?key=${query}`,
      `${subscriptionUrl}/nowhere?key=${query}`,
      `/nowhere?key=${query}`,
      `${factoryUrl}/integrationRuntimes/${query}`,
      `/${query}`,
      `${runtimeUrl}/${query}`,
      `/nodes/v1/${query}`,
      `/${query}/oauth2/v2.0/token`,
    ])
      await callArm('GET', path)
    const header = Buffer.from(secret).toString('latin1').replaceAll('"', '')
    for (const name of [
      'if-match',
      'accept',
      'content-type',
      'x-ms-client-request-id',
      'repeatability-request-id',
      'x-ms-correlation-request-id',
      'client-request-id',
      'user-agent',
      'origin',
      'x-forwarded-for',
      'referer',
      'cookie',
    ]) {
      await callArm('POST', `${runtimeUrl}/regenerateAuthKey`, '{"keyName":"authKey2"}', { [name]: header })
    }
    for (const scheme of ['Bearer', 'Basic', 'Node', 'Whatever']) {
      const headers = { authorization: `${scheme} ${header}` }
      assert.equal((await send('GET', `${subscriptionUrl}?api-version=2020-01-01`, { headers })).status, 401)
      expectRefused(await send('POST', '/nodes/v1/leave', { headers }))
    }
  }
}

/** A working agent, which is killed and comes again. */
const runAgent = async (t: TestContext, { known, data, folder }: Story, keys: Form): Promise<string[]> => {
  const keyFile = keyFileIn(folder, 'key', keys.authKey2)
  const said: string[] = []
  for (let time = 0; time < 2; time += 1) {
    const server = [`--data=${data}`, '--log-level=trace']
    const agent = await workingAgent(t, { folder, name: 'Agent-1', keyFile, server })
    assert.match(agent.stdout(), /^Agent-1 is a node of /)
    known.add(JSON.parse(readFileSync(agent.state, 'utf8')).credential)
    agent.kill('SIGKILL')
    await agent.ended
    said.push(agent.stdout(), agent.stderr())
  }
  return said
}

test('no secret is in a file, a log, the audit or an error, whatever was done and however it went wrong', async (t) => {
  const story = await givenAStory(t)
  const { known, data, callArm, send, errors, programs, restart } = story
  known.add(readFileSync(join(data, 'master.key'), 'utf8').trim())

  await signInInEveryWay(story)
  const keys = await workWithKeys(story)
  await workAsNode(story, keys)
  const current: Form = expectOk(await callArm('POST', `${runtimeUrl}/listAuthKeys`))
  const agent = await runAgent(t, story, current)
  await makeMistakes(story, keys)
  expectOk(await callArm('POST', '/providers/Lazulite.Control/keyring/rotate'))
  await restart()
  expectOk(await callArm('POST', '/providers/Lazulite.Control/keyring/rotate'))

  const env = {
    AZURE_AUTHORITY_HOST: story.server().ready.url,
    AZURE_TENANT_ID: tenantId,
    AZURE_CLIENT_ID: clientId,
    AZURE_CLIENT_SECRET: story.secret,
    NODE_EXTRA_CA_CERTS: story.server().ready.caFile,
  }
  const exported = await runLazulite(t, ['audit', 'export', `--data=${data}`], { env })
  assert.equal(exported.code, 0, exported.stderr)
  const filter = `$filter=${encodeURIComponent(`eventTimestamp ge '${new Date(Date.now() - 3_600_000).toISOString()}'`)}`
  const activity = await callArm(
    'GET',
    `${subscriptionUrl}/providers/Microsoft.Insights/eventtypes/management/values?${filter}`,
  )
  assert.ok(expectOk(activity).value.length > 10)
  const open = [await send('GET', '/health'), await send('GET', '/openapi.json')].map(({ text }) => text)

  const placesOf = (): Record<string, Buffer> => ({
    ...Object.fromEntries(
      readdirSync(data, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/\.key$|-key\.pem$|^key\.pem$|^ca-key/.test(entry.name))
        .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name))]),
    ),
    'standard output': Buffer.from(programs.map(({ stdout }) => stdout()).join('\n')),
    'standard error': Buffer.from(programs.map(({ stderr }) => stderr()).join('\n')),
    'the agent': Buffer.from(agent.join('\n')),
    'the export': Buffer.from(exported.stdout + exported.stderr),
    'the activity log': Buffer.from(activity.text),
    'error answers': Buffer.from(errors.join('\n')),
    'what everybody may read': Buffer.from(open.join('\n')),
  })
  const search = () =>
    Object.entries(placesOf()).flatMap(([place, bytes]) => [
      ...findSecretsIn(bytes, known.secrets).map((secret) => `${place}: ${secret}`),
      ...Object.keys(patterns)
        .filter((name) => patterns[name]?.test(bytes.toString('latin1')))
        .map((name) => `${place}: ${name}`),
    ])

  const places = placesOf()
  for (const place of [
    'lazulite.db',
    'standard error',
    'the agent',
    'the export',
    'error answers',
    'what everybody may read',
  ]) {
    assert.ok((places[place]?.length ?? 0) > 100, `${place} has something to search`)
  }
  assert.ok(known.secrets.size > 50, `${known.secrets.size} secrets`)
  t.diagnostic(`${known.secrets.size} secrets, ${Object.keys(places).join(', ')}`)
  assert.deepEqual(search(), [])

  story.server().kill('SIGTERM')
  await story.server().ended
  assert.deepEqual(search(), [], 'nor when all is closed')
  writeFileSync(join(data, 'planted.log'), JSON.stringify({ msg: [...known.secrets].at(-1) }))
  assert.deepEqual(search(), [`planted.log: ${[...known.secrets].at(-1)}`])
})
