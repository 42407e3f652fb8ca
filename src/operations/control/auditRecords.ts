import { Type } from 'typebox'
import { parseRecordLine } from '../../core/audit/chainRecord.ts'
import { CloudError } from '../../core/errors.ts'
import { shown } from '../../core/shown.ts'
import { ok, operation } from '../operation.ts'
import { pageOf, readPage } from '../page.ts'
import { controlPath } from '../paths.ts'

/** An export has all of them, and each is small: pages are larger than those of other lists. */
const mostLines = 1000

/**
 * The records of a chain of the caller's tenant that are kept, by number, each as the line that an export has of it.
 *
 * @throws CloudError `InvalidRequestUri` where no chain is named, `ResourceNotFound` for one that the tenant does not have.
 */
export const auditRecords = operation({
  id: 'Control_AuditRecords',
  isOurs: true,
  method: 'GET',
  path: `${controlPath}/auditRecords`,
  action: 'Lazulite.Control/auditRecords/read',
  summary: 'Lists the records of a chain of the audit.',
  effect: 'read',
  body: null,
  replies: { 200: pageOf(Type.String()) },
  query: { chain: { description: 'Name of the chain, as the manifest has it.', isRequired: true } },

  handle: async ({ caller, query, page }, tx) => {
    const chain = query('chain')
    if (!chain) throw new CloudError('InvalidRequestUri', 'The chain query parameter (&chain=) is required.')
    const head = await tx.findChainHead(chain)
    if (head?.tenantId !== caller.tenantId.toLowerCase()) {
      throw new CloudError('ResourceNotFound', `The tenant has no chain '${shown(chain, 400)}' in its audit.`)
    }
    const size = Math.min(mostLines, page.top ?? mostLines)
    const lines = await readPage(
      { ...page, size },
      {
        list: ({ after, limit }) => tx.listAuditLines(chain, { after: Number(after), limit }),
        keyOf: (line: string) => String(parseRecordLine(line).number),
        show: (line) => line,
      },
    )
    return ok(lines)
  },
})
