import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dumpStore } from '../../support/dumpStore.ts'
import { runtimeUrl } from '../../support/known.ts'
import { givenNodes } from '../../support/nodes.ts'
import { startService } from '../../support/startService.ts'

// Documented, and recorded for the first. There is no node software here to do either.
for (const deed of ['syncCredentials', 'upgrade']) {
  test(`${deed} answers 200 without a body, nodes or none, and changes nothing`, async (t) => {
    const azure = await startService(t)
    await azure.givenARuntime()
    const ask = () => azure.send('POST', `${runtimeUrl}/${deed}`)

    const without = await ask()
    await givenNodes(azure, [{ properties: { version: '5.17.8189.1' } }])
    const before = await dumpStore(azure.store)
    const withOne = await ask()

    for (const { status, headers, body } of [without, withOne]) {
      assert.equal(status, 200)
      assert.equal(body, '')
      assert.equal(headers['content-length'], '0')
      assert.equal(headers['content-type'], undefined)
      assert.equal(headers.server, 'Kestrel')
    }
    assert.equal(await dumpStore(azure.store), before)
  })
}
