import { openStore } from '../../../src/store/openStore.ts'
import { keyringNeeds } from '../../support/keyringNeeds.ts'
import { engines } from '../engines.ts'

/** Rotates the data key of a store once, and is killed, as by `kill -9`, right before or behind one of its changes. */
const [, , folder = '', engine = '', moment = '', number = ''] = process.argv
const openDatabase = engines[engine]
if (!openDatabase) throw new Error(`There is no engine ${engine}.`)
const die = () => process.kill(process.pid, 'SIGKILL')

const db = openDatabase(folder)
let count = 0
let isCounting = false
const store = await openStore(
  {
    ...db,
    change: async (work) => {
      if (isCounting) count += 1
      const isTheOne = count === Number(number)
      if (isTheOne && moment === 'before') die()
      const answer = await db.change(work)
      if (isTheOne && moment === 'behind') die()
      return answer
    },
  },
  keyringNeeds(),
)
isCounting = true
await store.rotateDataKey()
await store.close()
