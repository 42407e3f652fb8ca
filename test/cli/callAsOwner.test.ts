import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { type Lazulite, startLazulite } from 'lazulite'
import { callAsOwner, type OwnerOptions } from '../../src/cli/callAsOwner.ts'
import { StartError } from '../../src/core/startError.ts'
import { type ReadyLine, writeReadyFile } from '../../src/ready.ts'
import { reader, subscriptionUrl, tenantId } from '../support/known.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const azure = await startLazulite({ throttle: 'bucket' })
after(() => azure.close())

const subscription = `${subscriptionUrl}?api-version=2022-12-01`

interface Given {
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
  readonly options?: Partial<OwnerOptions>
  /** What the server says of itself. */
  readonly ready?: Partial<ReadyLine>
  readonly server?: Lazulite
}

/** A folder on which the server runs, and somebody who would call it. */
const call = async ({ env = {}, stdin = '', options = {}, ready = {}, server = azure }: Given = {}) => {
  const data = temporaryFolder({ after })
  const { url, httpUrl, caFile, clientId = '' } = server
  await writeReadyFile(data, { url, httpUrl, caFile, tenantId, clientId, ...ready })
  return callAsOwner(
    { data, secretStdin: false, tokenStdin: false, ...options },
    {
      env,
      stdin: () => Readable.from([stdin]),
      stdout: new PassThrough(),
      stderr: new PassThrough(),
      signals: new EventEmitter(),
      now: () => new Date(),
    },
  )
}

/** A token of one second is good for no longer, its fraction counted up. */
const expiry = () => setTimeout(2500)

const refusal = (says: RegExp) => (error: unknown) => {
  assert.ok(error instanceof StartError, String(error))
  assert.match(error.message, says)
  assert.doesNotMatch(error.message, /hidden|\n/)
  return true
}

const asReader = { AZURE_CLIENT_ID: reader.clientId, AZURE_CLIENT_SECRET: reader.secret, AZURE_TENANT_ID: tenantId }

test('in the built-in world nothing need be given', async () => {
  const { send } = await call()

  assert.equal((await send('GET', subscription)).id, subscriptionUrl)
})

test('the application of the environment signs in where the environment is about this server', async () => {
  const { send } = await call({ env: { ...asReader, AZURE_AUTHORITY_HOST: azure.url } })

  assert.equal((await send('GET', subscription)).id, subscriptionUrl)
  const register = send('POST', `${subscriptionUrl}/providers/Microsoft.DataFactory/register?api-version=2021-04-01`)
  await assert.rejects(register, refusal(/ refuses: AuthorizationFailed: The client /))
})

test('what the environment has for another server is not shown to this one', async () => {
  const env = { ...asReader, AZURE_CLIENT_SECRET: 'hidden', AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com' }

  const { send } = await call({ env })

  assert.equal((await send('GET', subscription)).id, subscriptionUrl)
})

test('a secret comes from standard input as well, and a wrong one is told in the words of the server', async () => {
  const options = { secretStdin: true }

  await call({ options, stdin: 'lazulite\n' })
  await assert.rejects(call({ options, stdin: 'hidden' }), refusal(/does not sign .* in: AADSTS7000215: /))
  await assert.rejects(
    call({ ready: { clientId: tenantId } }),
    refusal(/the secret of the application .* is not known/),
  )
})

test('a token that is given is used as it is', async () => {
  const { token } = await azure.credential().getToken('https://management.azure.com/.default')
  const options = { tokenStdin: true }

  const { send } = await call({ options, stdin: `${token}\n`, ready: { ownIssuer: false } })

  assert.equal((await send('GET', subscription)).id, subscriptionUrl)
  await assert.rejects(call({ options, stdin: '' }), refusal(/^standard input has no token$/))
  await assert.rejects(call({ options, stdin: `Bearer ${token}` }), refusal(/give it alone, without "Bearer"/))
})

test('a token that expires over the work is followed by another, of a secret that is read once', async (t) => {
  const server = await startLazulite({ tokenLifetimeSeconds: 1 })
  t.after(() => server.close())
  const { send } = await call({ server, options: { secretStdin: true }, stdin: 'lazulite\n' })

  await expiry()

  assert.equal((await send('GET', subscription)).id, subscriptionUrl)
})

test('a token that is given and has expired is refused in the words of the server', async (t) => {
  const server = await startLazulite({ tokenLifetimeSeconds: 1 })
  t.after(() => server.close())
  const { token } = await server.credential().getToken('https://management.azure.com/.default')
  const { send } = await call({ server, options: { tokenStdin: true }, stdin: token })

  await expiry()

  await assert.rejects(send('GET', subscription), refusal(/ refuses: ExpiredAuthenticationToken: /))
})

test('where nobody signs in at the server, a token is asked for', async () => {
  await assert.rejects(call({ ready: { ownIssuer: false } }), refusal(/give a token of its issuer with --token-stdin/))
})

test('a link that leads to another server is not followed', async () => {
  const { send } = await call()

  await assert.rejects(send('GET', 'https://localhost:1/subscriptions'), refusal(/goes on at https:\/\/localhost:1, /))
})

test('a server that nobody vouches for is told nothing', async () => {
  const other = await startLazulite()
  after(() => other.close())

  await assert.rejects(call({ ready: { url: other.url } }), refusal(/gives no answer: .*certificate/))
})

test('a quota that is used up is waited for', async () => {
  const { send } = await call()

  const answers = await Promise.all(Array.from({ length: 270 }, () => send('GET', subscription)))

  assert.ok(answers.every(({ id }) => id === subscriptionUrl))
})
