import { groupOf } from '../src/openApi/groupOf.ts'
import { operations } from '../src/operations/index.ts'

/** Between the two lines of README.md that mark it. */
const place = /(?<=^<!-- operations: .*-->\n)[\s\S]*?(?=^<!-- \/operations -->$)/m

/**
 * A text with the overview of all operations in its place.
 *
 * @throws Error for a text without the lines that mark the place.
 */
export const withOperationsOverview = (text: string): string => {
  if (!place.test(text)) throw new Error('The lines are missing that mark where the overview of operations stands.')
  return text.replace(place, () => `\n${overview()}\n\n`)
}

const overview = (): string =>
  [
    '| Group | Operations |',
    '| --- | --- |',
    ...[...Map.groupBy(operations, ({ id }) => groupOf(id))].map(([group, all]) => {
      const names = all.map(({ id }) => id.slice(group.length + 1))
      return `| [${group}](docs/operations.md#${group.toLowerCase()}) | ${names.join(', ')} |`
    }),
  ].join('\n')
