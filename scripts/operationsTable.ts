import { quotaKindOf } from '../src/core/throttle.ts'
import { operations } from '../src/operations/index.ts'
import type { AnyOperation } from '../src/operations/operation.ts'

/** Between the two lines of README.md that mark it. */
const place = /(?<=^<!-- operations: .*-->\n)[\s\S]*?(?=^<!-- \/operations -->$)/m

/**
 * A text with the table in its place.
 *
 * @throws Error for a text without the lines that mark the place.
 */
export const withOperationsTable = (text: string): string => {
  if (!place.test(text)) throw new Error('The lines are missing that mark where the table of operations stands.')
  return text.replace(place, () => `\n${operationsTable()}\n\n`)
}

/** Every operation, as a Markdown table whose links begin at the root of the project. */
const operationsTable = (): string =>
  [
    '| Operation | Request | What it does | Counts as (quota) |',
    '| --- | --- | --- | --- |',
    ...operations.map(row),
  ].join('\n')

const row = (operation: AnyOperation): string => {
  const { id, method, path, action, summary } = operation
  return `| [${id}](${fileOf(id)}) | \`${method} ${shortened(path)}\` | ${summary} | ${quotaKindOf(action).slice(0, -1)} |`
}

/** `Factories_Get` lies in `src/operations/factories/get.ts`. */
const fileOf = (id: string): string => {
  const words = id.split('_').map((word) => word.charAt(0).toLowerCase() + word.slice(1))
  return `src/operations/${words.join('/')}.ts`
}

/** With dots for the parameters, which the words before them say. */
const shortened = (path: string): string => path.replace(/:\w+/g, '…')
