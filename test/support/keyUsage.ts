import assert from 'node:assert/strict'
import { Compile } from 'typebox/compile'
import type { AuthKey, AuthKeyName } from '../../src/core/authKey.ts'
import type { Node } from '../../src/core/node.ts'
import { parseRuntimeId } from '../../src/core/resourceId.ts'
import { AuthKeyUsageReply } from '../../src/operations/authKeyUsage/schemas.ts'
import { runtimeUrl } from './known.ts'
import type { Service } from './shareService.ts'

const usage = Compile(AuthKeyUsageReply)

/** Who uses which key of a runtime. */
export const usageOf = async (azure: Pick<Service, 'send'>, url = runtimeUrl) => {
  const { status, body } = await azure.send('POST', `${url}/listAuthKeyUsage`)
  assert.equal(status, 200, JSON.stringify(body))
  if (!usage.Check(body)) assert.deepEqual(usage.Errors(body), [])
  return body
}

/** The current keys of the usual runtime, as they are kept. */
export const keysOf = (azure: Pick<Service, 'store'>): Promise<AuthKey[]> =>
  azure.store.read(async (tx) => {
    const id = parseRuntimeId(runtimeUrl)
    const runtime = id && (await tx.findRuntime(id))
    return tx.listAuthKeys(runtime?.uid ?? '')
  })

/** What is kept of a node that has shown the current key of that name. */
export const having = async (azure: Service, keyName: AuthKeyName): Promise<Pick<Node, 'key'>> => {
  const { generation, fingerprint } = (await keysOf(azure)).find(({ name }) => name === keyName) ?? assert.fail()
  return { key: { name: keyName, generation, fingerprint } }
}

export const rotate = async (azure: Service, keyName: AuthKeyName, times = 1): Promise<void> => {
  for (let round = 0; round < times; round += 1) await azure.regenerateAuthKey(keyName)
}
