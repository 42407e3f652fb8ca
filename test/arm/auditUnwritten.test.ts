import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAudited } from '../../src/arm/audit.ts'
import { routes } from '../../src/operations/routes.ts'
import { auditOf } from '../support/auditReader.ts'
import { callOperation, givenWhatItNames } from '../support/callOperation.ts'
import { dumpStore } from '../support/dumpStore.ts'
import { keepLog } from '../support/keepLog.ts'
import { nobody, owner } from '../support/known.ts'
import { sampleOf } from '../support/samples.ts'
import { shareService } from '../support/shareService.ts'
import { stopAudit } from '../support/stopAudit.ts'

const { log, lines } = keepLog()
const azure = await shareService({ log })
const asOwner = await azure.tokenOf(owner)
const asNobody = await azure.tokenOf(nobody)
const audited = routes.filter((operation) => isAudited(operation) && !sampleOf(operation).isRefused)

test('there are operations that the audit tells of', () => {
  assert.ok(audited.length > 40)
})

for (const operation of audited) {
  test(`${operation.id} at ${operation.path} does nothing when the audit cannot be written`, async (t) => {
    await givenWhatItNames(azure, operation)
    const before = await dumpStore(azure.store)
    const told = await auditOf(azure)
    const goOn = stopAudit(azure)
    t.after(goOn)
    lines.length = 0

    const { status, headers, body } = await callOperation(azure, operation, { token: asOwner })

    assert.equal(status, 503)
    assert.equal(headers['retry-after'], undefined, 'what a trigger forbids is no better in a second')
    assert.deepEqual(body.error, {
      code: 'ServiceUnavailable',
      message: 'The audit cannot tell of this, and nothing is done without it. The log of the server says why.',
    })
    assert.ok(lines.some(({ level, err }) => level === 50 && JSON.stringify(err).includes('not now')))
    assert.equal(await dumpStore(azure.store), before)
    assert.deepEqual(await auditOf(azure), told)
  })

  test(`${operation.id} at ${operation.path} is refused as before when the audit cannot be written`, async (t) => {
    await givenWhatItNames(azure, operation)
    const goOn = stopAudit(azure)
    t.after(goOn)
    lines.length = 0

    const { status, body } = await callOperation(azure, operation, { token: asNobody })

    assert.equal(status, 403)
    assert.equal(body.error.code, 'AuthorizationFailed')
    const logged = lines.filter(({ msg }) => msg === 'a refusal could not be told in the audit')
    assert.equal(logged.length, 1)
    assert.equal(logged[0]?.level, 50)
  })
}

test('whatever only reads goes on when the audit cannot be written', async (t) => {
  await azure.givenAFactory()
  const goOn = stopAudit(azure)
  t.after(goOn)

  for (const operation of routes.filter((one) => !isAudited(one))) {
    const { status } = await callOperation(azure, operation, { token: asOwner })
    assert.ok(status < 500, `${operation.id}: ${status}`)
  }
})
