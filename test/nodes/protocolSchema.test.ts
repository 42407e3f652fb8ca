import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { root } from '../../conformance/clients/root.ts'
import { type CloudErrorCode, codes } from '../../src/core/errorCodes.ts'
import { protocolSchema } from '../../src/nodes/protocolSchema.ts'
import { shareService } from '../support/shareService.ts'
import { givenANode, nodesOn } from './support.ts'

const page = readFileSync(join(root, 'docs/node-protocol.md'), 'utf8')
const schema = protocolSchema()
const ajv = new Ajv2020({ strict: true, allErrors: true })
ajv.addSchema(schema, 'protocol')

/** What is wrong with a message, by the schema that everybody can read; nothing, where it fits. */
const faultsIn = (name: string, message: unknown): string => {
  const validate = ajv.getSchema(`protocol#/$defs/${name}`) ?? assert.fail(`there is no ${name}`)
  return validate(message) ? '' : ajv.errorsText(validate.errors)
}

const examples = [...page.matchAll(/^```json (\w+)\n([\s\S]*?)^```$/gm)]

test('the page has an example of each message', () => {
  const shown = examples.map(([, name]) => name).sort()

  assert.deepEqual(
    shown,
    Object.keys(Object(schema.$defs))
      .filter((name) => name !== 'ErrorReply')
      .sort(),
  )
})

for (const [, name = '', text = ''] of examples) {
  test(`the example of a ${name} is one`, () => assert.equal(faultsIn(name, JSON.parse(text)), ''))
}

test('the page tells of every refusal that is for nodes, with its status', () => {
  const told = [...page.matchAll(/^\| `(\w+)` \| (\d{3}) \|/gm)].map(([, code, status]) => `${code} ${status}`)
  const names = Object.keys(codes) as CloudErrorCode[]
  const forNodes = names.filter((code) => /^(AuthKey(?!InUse)|Node)|^TooManyAttempts$/.test(code))

  assert.ok(forNodes.length > 10)
  for (const code of forNodes) assert.ok(told.includes(`${code} ${codes[code].status}`), code)
})

test('what nodes send and are answered in the tests fits the schema', async () => {
  const azure = await shareService()
  await azure.givenARuntime()
  const { authKey1, authKey2 } = await azure.listAuthKeys()
  const { register, heartbeat, rekey, leave, verify } = nodesOn(azure)
  const credential = await givenANode(azure, { nodeName: 'Other' })

  for (const [name, { body }] of Object.entries({
    RegisterReply: await register(authKey1),
    HeartbeatReply: await heartbeat(credential),
    RekeyReply: await rekey(credential, authKey2),
    VerifyReply: await verify(authKey1),
    LeaveReply: await leave(credential),
    ErrorReply: await leave(credential),
  })) {
    assert.equal(faultsIn(name, body), '', name)
  }
  assert.equal(faultsIn('ErrorReply', (await verify(authKey1, 'x')).body), '')
})

test('the schema refuses what the service refuses', () => {
  assert.match(faultsIn('RekeyBody', { authKey: 'x' }), /time/)
  assert.match(faultsIn('RekeyBody', { authKey: 'x', time: 'now' }), /pattern/)
  assert.match(faultsIn('LeaveReply', { x: 1 }), /additional/)
})
