import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { StartError } from '../src/core/startError.ts'
import { readReadyFile, readyLine, removeReadyFile, writeReadyFile } from '../src/ready.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'

const addresses = { url: 'https://localhost:1', httpUrl: 'http://localhost:2', caFile: '/data/ca.pem' }
const served = { ...addresses, ownIssuer: true, managedIdentity: true }
const builtIn = {
  fingerprint: '',
  isBuiltIn: true,
  tenantId: 'tenant',
  subscriptionId: 'subscription',
  clientId: '33333333-3333-3333-3333-333333333333',
}

test('the line of the built-in world has its secret, and its members stand in the order that is promised', () => {
  assert.equal(
    JSON.stringify(readyLine({ world: builtIn, ...served })),
    '{"url":"https://localhost:1","httpUrl":"http://localhost:2","caFile":"/data/ca.pem","tenantId":"tenant",' +
      '"subscriptionId":"subscription","clientId":"33333333-3333-3333-3333-333333333333","clientSecret":"lazulite"}',
  )
})

test('the line of any other world has no secret, and no member for what it does not have', () => {
  const other = { ...builtIn, isBuiltIn: false, subscriptionId: undefined }

  const names = Object.keys(readyLine({ ...served, world: other }))

  assert.deepEqual(names, ['url', 'httpUrl', 'caFile', 'tenantId', 'clientId'])
})

test('the line says where nobody signs in, and nothing of sign-in elsewhere', () => {
  assert.equal(readyLine({ ...served, world: builtIn, ownIssuer: false }).ownIssuer, false)
  assert.equal('ownIssuer' in readyLine({ ...served, world: builtIn }), false)
})

test('the line says where no managed identity is given out, and nothing of it elsewhere', () => {
  assert.equal(readyLine({ ...served, world: builtIn, managedIdentity: false }).managedIdentity, false)
  assert.equal('managedIdentity' in readyLine({ ...served, world: builtIn }), false)
})

test('the file has the line without the secret, for its owner alone, until it is removed', async (t) => {
  const folder = temporaryFolder(t)
  const { clientSecret: _, ...line } = readyLine({ ...served, world: builtIn })

  await writeReadyFile(folder, readyLine({ ...served, world: builtIn }))

  assert.equal(statSync(join(folder, 'ready.json')).mode & 0o777, 0o600)
  assert.doesNotMatch(readFileSync(join(folder, 'ready.json'), 'utf8'), /clientSecret/)
  assert.deepEqual(await readReadyFile(folder), line)

  await removeReadyFile(folder)
  assert.deepEqual(readdirSync(folder), [])
  assert.equal(await readReadyFile(folder), undefined)
})

test('a folder that does not take the file is named', async (t) => {
  const folder = join(temporaryFolder(t), 'gone')

  await assert.rejects(
    writeReadyFile(folder, readyLine({ ...served, world: builtIn })),
    (error) => error instanceof StartError && error.message.includes(join(folder, 'ready.json')),
  )
})
