import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { configurationMarkdown } from '../src/config/configurationMarkdown.ts'
import { withOperationsTable } from './operationsTable.ts'

/** Every file of `docs/` that is printed from the program; tests check that what is committed is what is printed. */
const printed: Readonly<Record<string, () => string>> = {
  'configuration.md': configurationMarkdown,
}

const root = join(import.meta.dirname, '..')
for (const [name, print] of Object.entries(printed)) await writeFile(join(root, 'docs', name), print())

const readme = join(root, 'README.md')
await writeFile(readme, withOperationsTable(await readFile(readme, 'utf8')))
