import { writeSync } from 'node:fs'
import { join } from 'node:path'
import type { ResourceGroup } from '../../src/core/resourceGroup.ts'
import { openStore } from '../../src/store/openStore.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { auditOf } from '../support/auditReader.ts'
import { keepLog } from '../support/keepLog.ts'
import { keyringNeeds } from '../support/keyringNeeds.ts'
import { nobody, runtimeUrl, subscriptionId } from '../support/known.ts'
import { startService } from '../support/startService.ts'

/**
 * To be run where no file may grow beyond a size: to whoever writes, a disk that is full. Fills it, and prints what a
 * service answers then, what its log says, and what the audit had before.
 */
const [, , folder = ''] = process.argv
const store = await openStore(openSqlite(join(folder, 'lazulite.db')), keyringNeeds())
const { log, lines } = keepLog()
const endings: (() => unknown)[] = []
const azure = await startService({ after: (end) => endings.push(end) }, { store, log })
await azure.givenARuntime()
const keys = await azure.listAuthKeys()
const told = (await auditOf(azure)).length

const groupOf = (name: string, kilobytes: number): ResourceGroup => ({
  id: { subscriptionId, resourceGroupName: name },
  location: 'eastus',
  tags: { padding: 'x'.repeat(kilobytes * 1024) },
})
const isKept = (group: ResourceGroup): Promise<boolean> =>
  store
    .change((tx) => tx.saveResourceGroup(group))
    .then(
      () => true,
      () => false,
    )
for (const kilobytes of [256, 32, 4, 1]) {
  for (let count = 0; await isKept(groupOf(`full-${kilobytes}-${count}`, kilobytes)); ) count += 1
}

lines.length = 0
const token = await azure.tokenOf(nobody)
const regenerate = { body: { keyName: 'authKey1' } }
const statuses = {
  regenerate: (await azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, regenerate)).status,
  list: (await azure.send('POST', `${runtimeUrl}/listAuthKeys`)).status,
  get: (await azure.send('GET', runtimeUrl)).status,
  refused: (await azure.send('POST', `${runtimeUrl}/listAuthKeys`, { token })).status,
}
const logged = lines.map(({ msg }) => msg).filter((msg) => msg === 'a refusal could not be told in the audit')
for (const end of endings) await end()
await store.close()
writeSync(1, JSON.stringify({ statuses, logged: logged.length, told, keys }))
