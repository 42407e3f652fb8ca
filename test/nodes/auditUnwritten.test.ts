import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { AuthKey } from '../../src/core/authKey.ts'
import { dumpStore } from '../support/dumpStore.ts'
import type { Service } from '../support/shareService.ts'
import { type Reply, startService } from '../support/startService.ts'
import { stopAudit } from '../support/stopAudit.ts'
import { givenANode, nodeEntries, nodesOn } from './support.ts'

interface Started {
  readonly azure: Service
  readonly credential: string
  readonly keys: Readonly<Record<AuthKey['name'], string>>
}

const started = async (t: TestContext): Promise<Started> => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const credential = await givenANode(azure)
  return { azure, credential, keys: await azure.listAuthKeys() }
}

const deeds: Readonly<Record<string, (started: Started) => Promise<Reply>>> = {
  register: ({ azure, keys }) => nodesOn(azure).register(keys.authKey1, { nodeName: 'Node-2' }),
  rekey: ({ azure, credential, keys }) => nodesOn(azure).rekey(credential, keys.authKey2),
  leave: ({ azure, credential }) => nodesOn(azure).leave(credential),
}

for (const [name, deed] of Object.entries(deeds)) {
  test(`${name} changes nothing when the audit cannot be written, and goes on once it can`, async (t) => {
    const given = await started(t)
    const { azure } = given
    const [before, told] = [await dumpStore(azure.store), (await nodeEntries(azure)).length]
    const goOn = stopAudit(azure)

    const { status, headers, body } = await deed(given)

    assert.equal(status, 503)
    assert.equal(headers['retry-after'], undefined, 'what a trigger forbids is no better in a second')
    assert.equal(body.error.code, 'ServiceUnavailable')
    assert.equal(await dumpStore(azure.store), before)
    assert.equal((await nodeEntries(azure)).length, told)
    goOn()
    assert.equal((await deed(given)).status, 200)
    assert.equal((await nodeEntries(azure)).length, told + 1)
  })
}
