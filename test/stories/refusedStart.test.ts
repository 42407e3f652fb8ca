import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, type TestContext } from 'node:test'
import { startLazulite } from 'lazulite'
import { tenantId } from '../support/known.ts'
import { type Trouble, testRefusals, usedFolder } from '../support/refusedStart.ts'

/** A port that another program has. */
const takenPort = async (t: TestContext): Promise<number> => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  t.after(() => other.close())
  return (other.address() as AddressInfo).port
}

const worldOf = (displayName: string): string => `
tenants:
  - id: ${tenantId}
    displayName: ${displayName}
    defaultDomain: contoso.example
`

const write = (folder: string, name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const troubles: Record<string, Trouble> = {
  'a port that another program has': async (t) => {
    const port = await takenPort(t)
    return { flags: [`--port=${port}`], says: [new RegExp(`\\b${port}\\b`), /another program has it/, /another port/] }
  },
  'a plain port that another program has': async (t) => {
    const port = await takenPort(t)
    return { flags: [`--http-port=${port}`], says: [new RegExp(`\\b${port}\\b`), /another program has it/] }
  },
  'a data folder that another process uses': async (t, folder) => {
    const azure = await startLazulite({ data: join(folder, 'data') })
    t.after(() => azure.close())
    return { says: [/in use by another process/, /\/data\b/, /--data/] }
  },
  'a file where the data folder would be': (_, folder) => ({
    flags: [`--data=${write(folder, 'file', '')}`],
    says: [/data folder/, /\/file\b/, /--data/],
  }),
  'a file in the way to the data folder': (_, folder) => ({
    flags: [`--data=${join(write(folder, 'file', ''), 'data')}`],
    says: [/data folder/, /\/file\/data\b/, /--data/],
  }),
  'a data folder that takes no files': (_, folder) => {
    // Whoever runs the tests may be allowed everything; nobody can open a folder as a file.
    mkdirSync(join(folder, 'data', 'lock.db'), { recursive: true })
    return { says: [/data folder/, /\/data\b/, /cannot be written/, /--data/] }
  },
  'a folder where the database would be': (_, folder) => {
    mkdirSync(join(folder, 'data', 'lazulite.db'), { recursive: true })
    return { says: [/lazulite\.db/] }
  },
  'a folder where ready.json would be': (_, folder) => {
    mkdirSync(join(folder, 'data', 'ready.json'), { recursive: true })
    return { says: [/ready\.json/, /cannot be written/] }
  },
  'a database that is none': (_, folder) => {
    mkdirSync(join(folder, 'data'))
    write(folder, 'data/lazulite.db', 'This is not a database, but it is long enough for one page. '.repeat(100))
    return { says: [/lazulite\.db/, /not a database/] }
  },
  'a database of a newer version': async (t) => {
    const data = await usedFolder(t)
    const database = new DatabaseSync(join(data, 'lazulite.db'))
    database.exec('insert into migrations (version) values (9999)')
    database.close()
    return { flags: [`--data=${data}`], says: [/newer version/, /9999/] }
  },
  'an authority of which only the certificate is left': async (t) => {
    const data = await usedFolder(t)
    rmSync(join(data, 'ca-key.pem'))
    return { flags: [`--data=${data}`], says: [/ca-key\.pem/, /ca\.pem/] }
  },
  'a broken certificate in the data folder': async (t) => {
    const data = await usedFolder(t)
    const file = join(data, 'ca.pem')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^M.{20}/m, 'broken'))
    return { flags: [`--data=${data}`], says: [/ca\.pem/, /broken|no certificate/] }
  },
  'a certificate file of the user that is none': (_, folder) => ({
    flags: [`--tls-certificate=${write(folder, 'tls.pem', 'nothing')}`, `--tls-key=${join(folder, 'tls.pem')}`],
    says: [/tls\.pem/, /no certificate in PEM/],
  }),
  'a certificate file of the user that is not there': (_, folder) => ({
    flags: [`--tls-certificate=${join(folder, 'absent.pem')}`, `--tls-key=${join(folder, 'absent.pem')}`],
    says: [/absent\.pem/, /does not exist/],
  }),
  'a world file that is not there': (_, folder) => ({
    flags: [`--world=${join(folder, 'absent.yaml')}`],
    says: [/world file/, /absent\.yaml/],
  }),
  'a world file that is no YAML': (_, folder) => ({
    flags: [`--world=${write(folder, 'world.yaml', 'tenants:\n  - id: "never closed\n')}`],
    says: [/world\.yaml/, /line \d/],
  }),
  'a world file with several faults': (_, folder) => ({
    flags: [`--world=${write(folder, 'world.yaml', `${worldOf('Contoso')}    colour: blue\nsubscriptions: none\n`)}`],
    says: [/world\.yaml:$/m, /^ +line 6: .*colour/m, /^ +line 7: subscriptions/m],
    isList: true,
  }),
  'another world than that of the folder': async (t, folder) => {
    const data = await usedFolder(t, { world: write(folder, 'first.yaml', worldOf('First')) })
    const other = write(folder, 'other.yaml', worldOf('Other'))
    return { flags: [`--data=${data}`, `--world=${other}`], says: [/another world/, /--world/, /--data/] }
  },
  'a world for a folder that has the built-in one': async (t, folder) => ({
    flags: [`--data=${await usedFolder(t)}`, `--world=${write(folder, 'world.yaml', worldOf('Mine'))}`],
    says: [/another world/],
  }),
}

describe('a start is refused, with one clear reason and exit code 1, for', { concurrency: 2 }, () => {
  testRefusals(troubles)
})
