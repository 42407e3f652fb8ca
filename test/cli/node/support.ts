import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Lazulite, LazuliteOptions } from 'lazulite'
import { startLazulite } from 'lazulite'
import { writeReadyFile } from '../../../src/ready.ts'
import { keyFileIn, startAgent, workingAgent } from '../../support/agents.ts'
import { azureClient, givenARuntime, named } from '../../support/azureClients.ts'
import type { Ending } from '../../support/temporaryFolder.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

/** A server with a factory, which many runtimes can be made in. */
export const givenAServer = async (t: Ending, options: LazuliteOptions = {}) => {
  const data = temporaryFolder(t)
  const azure = await startLazulite({ data, ...options })
  t.after(() => azure.close())
  await sayWhere(azure, data)
  await givenARuntime(azure)
  return { azure, data }
}

/** As "lazulite start" does for those who look into its data folder. */
export const sayWhere = ({ url, httpUrl, tenantId }: Lazulite, data: string): Promise<void> =>
  writeReadyFile(data, { url, httpUrl, tenantId, caFile: join(data, 'ca.pem') })

type Given = Awaited<ReturnType<typeof givenAServer>>

/** A runtime of the test's own, its keys in files, and how to start agents of it. */
export const givenARuntimeOf = async (t: TestContext, { azure, data }: Given) => {
  const folder = temporaryFolder(t)
  const { integrationRuntimes, integrationRuntimeNodes } = azureClient(azure)
  const names = [named.group, named.factory, `Runtime-${randomUUID().slice(0, 8)}`] as const
  await integrationRuntimes.createOrUpdate(...names, { properties: { type: 'SelfHosted' } })
  const { authKey1, authKey2 } = await integrationRuntimes.listAuthKeys(...names)
  const keys = { one: keyFileIn(folder, 'one', authKey1), two: keyFileIn(folder, 'two', authKey2) }
  const options = (name: string, { keyFile = keys.one, server = [`--data=${data}`] } = {}) => ({
    folder,
    name,
    keyFile,
    server,
  })
  return {
    folder,
    names,
    keys,
    secrets: [authKey1, authKey2].map((key = '') => key.split('@').at(-1) ?? ''),
    start: (name: string, others = {}) => startAgent(t, options(name, others)),
    working: (name: string, others = {}) => workingAgent(t, options(name, others)),
    regenerate: async (keyName: 'authKey1' | 'authKey2', file: string) => {
      const fresh = await integrationRuntimes.regenerateAuthKey(...names, { keyName })
      return keyFileIn(folder, file, fresh[keyName])
    },
    deleteNode: (name: string) => integrationRuntimeNodes.delete(...names, name),
    nodeStates: async () => {
      const { properties } = await integrationRuntimes.getStatus(...names)
      const { nodes = [] } = properties as { nodes?: { nodeName?: string; status?: string }[] }
      return Object.fromEntries(nodes.map(({ nodeName = '', status }) => [nodeName, status]))
    },
  }
}

/** What an agent remembers. */
export const stateIn = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
