import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { whole } from '../../src/core/range.ts'
import type { ResourceGroup } from '../../src/core/resourceGroup.ts'
import { StoreError, type Transaction } from '../../src/core/store.ts'
import { openStore } from '../../src/store/openStore.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { keyringNeeds } from '../support/keyringNeeds.ts'
import { group, savePlaces, subscription } from './samples.ts'

/**
 * To be run where no file may grow beyond a size: to whoever writes, a disk that is full. Begins with what fits, goes on
 * to what does not, and ends with what fits again; prints what came of each, and what is kept.
 */
const [, , folder = ''] = process.argv
const store = await openStore(openSqlite(join(folder, 'lazulite.db')), keyringNeeds())
await store.change(savePlaces)

const groupOf = (resourceGroupName: string, kilobytes: number): ResourceGroup => ({
  ...group,
  id: { ...group.id, resourceGroupName },
  tags: { padding: 'x'.repeat(kilobytes * 1024) },
})

const outcomeOf = (work: (tx: Transaction) => Promise<void>): Promise<string> =>
  store.change(work).then(
    () => 'kept',
    (error) => (error instanceof StoreError ? 'refused' : `not of the store: ${error}`),
  )
const save = (name: string, kilobytes: number) => outcomeOf((tx) => tx.saveResourceGroup(groupOf(name, kilobytes)))

/** Work that goes on after the disk was full, as if nothing had happened. */
const goOn = async (tx: Transaction): Promise<void> => {
  for (let count = 0; count < 8; count += 1) {
    await tx.saveResourceGroup(groupOf(`large-${count}`, 1024)).catch(() => undefined)
  }
  await tx.saveResourceGroup(groupOf('went-on', 1))
}

const outcomes = [
  await save('before', 1),
  await save('large', 4096),
  await Promise.all([save('beside-1', 1), save('large', 4096), save('beside-2', 1)]),
  await outcomeOf(goOn),
  await save('after', 1),
]
const groups = await store.read((tx) => tx.listResourceGroups(subscription.id, whole))
await store.close()
writeSync(1, JSON.stringify({ outcomes, kept: groups.map(({ id }) => id.resourceGroupName) }))
