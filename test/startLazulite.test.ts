import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { startLazulite } from 'lazulite'
import { temporaryFolder } from './support/temporaryFolder.ts'

test('what is undefined is as good as not given', async (t) => {
  const azure = await startLazulite({ data: undefined, port: undefined, throttle: undefined } as object)
  t.after(() => azure.close())

  assert.notEqual(new URL(azure.url).port, '8443')
  assert.ok(!azure.caFile.startsWith(process.cwd()), azure.caFile)
})

test('an empty list of origins is none', async () => {
  const azure = await startLazulite({ corsOrigin: [] })

  await azure.close()
})

test('the temporary folder goes with the server, and a folder of one’s own stays', async (t) => {
  const folder = temporaryFolder(t)
  const temporary = await startLazulite()
  const own = await startLazulite({ data: folder })

  await Promise.all([temporary.close(), own.close()])

  assert.ok(!existsSync(temporary.caFile))
  assert.ok(readdirSync(folder).includes('lazulite.db'))
})

test('a wrong option is named, and leaves nothing behind', async () => {
  await assert.rejects(startLazulite({ throttle: 'never' } as object), /throttle must be hourly, bucket or off/)
})

test('a credential tells why it got no token', async (t) => {
  const azure = await startLazulite()
  t.after(() => azure.close())
  const { clientId = '' } = azure

  const stranger = azure.credential({ clientId, clientSecret: 'wrong' })

  await assert.rejects(stranger.getToken('https://management.azure.com/.default'), /AADSTS7000215/)
})
