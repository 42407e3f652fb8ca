import { quotaKindOf } from '../src/core/throttle.ts'
import { groupOf } from '../src/openApi/groupOf.ts'
import { inBraces } from '../src/openApi/inBraces.ts'
import { namedByUs } from '../src/openApi/namedByUs.ts'
import { pathTemplate } from '../src/openApi/pathTemplate.ts'
import { operations } from '../src/operations/index.ts'
import type { AnyOperation } from '../src/operations/operation.ts'
import { factoryPath, resourceGroupPath, runtimePath, subscriptionPath } from '../src/operations/paths.ts'
import { operationFile } from './operationFile.ts'

/** Words for the paths that all others begin with, the longest first. */
const places = [
  ['{runtime}', runtimePath],
  ['{factory}', factoryPath],
  ['{group}', resourceGroupPath],
  ['{subscription}', subscriptionPath],
] as const

/** `docs/operations.md`, whole. */
export const operationsMarkdown = (): string => `# Operations

<!-- Printed from the list in src/operations/index.ts by "npm run docs": change it there. -->

What Lazulite answers, by Azure's own names. [openapi.json](openapi.json) is the same for programs, with every schema. An
action is what a role must allow to the caller; anybody who is signed in may call those without one. The quota is what a
call counts against. Every request needs an \`api-version\`.

Names of ours, because Microsoft's documents have none: ${namedByUs.join(', ')}.

Operations of ours, because Azure has nothing like them: ${ours().join(', ')}.

In the requests, \`{scope}\` is the path of anything that roles are given at, and

${places
  .map(([word, path]) => `- \`${word}\` is \`${shortened({ path }, word)}\``)
  .toReversed()
  .join('\n')}

${[...Map.groupBy(operations, ({ id }) => groupOf(id))].map(([group, all]) => section(group, all)).join('\n\n')}
`

const ours = (): readonly string[] => operations.filter(({ isOurs }) => isOurs).map(({ id }) => id)

const section = (group: string, all: readonly AnyOperation[]): string =>
  [
    `## ${group}`,
    '',
    '| Operation | Request | What it does | Answers | Action | Quota |',
    '| --- | --- | --- | --- | --- | --- |',
    ...all.map(row),
  ].join('\n')

const row = (operation: AnyOperation): string => {
  const { id, method, summary, replies } = operation
  const cells = [
    `[${id.slice(id.indexOf('_') + 1)}](../${operationFile(id)})`,
    `\`${method} ${shortened(operation)}\``,
    summary,
    Object.keys(replies).join(', ') || 'refusals',
    actionCell(operation),
    quotaKindOf(operation.action),
  ]
  return `| ${cells.join(' | ')} |`
}

const actionCell = ({ action, isOpenAtTenant }: AnyOperation): string => {
  if (action === undefined) return 'none'
  return `\`${inBraces(action)}\`${isOpenAtTenant ? '; none at the tenant' : ''}`
}

/** With a word in place of what it begins with. */
const shortened = (operation: Pick<AnyOperation, 'path'>, except?: string): string => {
  const template = pathTemplate(operation)
  const place = places.find(([word, path]) => word !== except && template.startsWith(pathTemplate({ path })))
  return place ? place[0] + template.slice(pathTemplate({ path: place[1] }).length) : template
}
