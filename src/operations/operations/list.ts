import { type Static, Type } from 'typebox'
import { type AnyOperation, ok, operation } from '../operation.ts'
import { pageOf, partOf, readPage } from '../page.ts'

const provider = 'Microsoft Data Factory'
const namespace = 'Microsoft.DataFactory/'

const OperationReply = Type.Object(
  {
    origin: Type.Literal('system'),
    name: Type.String({ description: 'The RBAC action.' }),
    display: Type.Object(
      {
        provider: Type.Literal(provider),
        resource: Type.String(),
        operation: Type.String(),
        description: Type.String(),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

/** What one may be allowed to do with this provider: made from the project's own operations, each action once. */
export const listOperations = (operations: readonly AnyOperation[]) => {
  const first = new Map<string, AnyOperation>()
  for (const one of operations) {
    if (one.action?.startsWith(namespace) && !first.has(one.action)) first.set(one.action, one)
  }
  const value = [...first].map(([name, { id, summary }]) => ({
    origin: 'system' as const,
    name,
    display: { provider, ...titleOf(id), description: summary } as const,
  }))

  return operation({
    id: 'Operations_List',
    method: 'GET',
    path: '/providers/Microsoft.DataFactory/operations',
    action: undefined,
    summary: 'Lists what one may be allowed to do with data factories.',
    effect: 'read',
    body: null,
    replies: { 200: pageOf(OperationReply) },

    handle: async ({ page }) =>
      ok(await readPage(page, { list: partOf(value, nameOf), keyOf: nameOf, show: (one) => one })),
  })
}

const nameOf = ({ name }: Static<typeof OperationReply>): string => name

/** `IntegrationRuntimes_ListAuthKeys` → Integration Runtimes, List Auth Keys. */
const titleOf = (id: string): { readonly resource: string; readonly operation: string } => {
  const [resource = '', verb = ''] = id.replace(/([a-z])([A-Z])/g, '$1 $2').split('_')
  return { resource, operation: verb }
}
