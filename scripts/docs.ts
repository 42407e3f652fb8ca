import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withOperationsOverview } from './operationsOverview.ts'
import { printed } from './printed.ts'

const root = join(import.meta.dirname, '..')
for (const [name, print] of Object.entries(printed)) await writeFile(join(root, 'docs', name), print())

const readme = join(root, 'README.md')
await writeFile(readme, withOperationsOverview(await readFile(readme, 'utf8')))
