import assert from 'node:assert/strict'
import { origin } from './known.ts'
import type { Service } from './shareService.ts'
import type { Reply } from './startService.ts'

/** What a client finds at a link that it was given: the whole address, as it is. */
export const followLink = (
  azure: Service,
  link: unknown,
  sent: Omit<Parameters<Service['send']>[2] & object, 'query'> = {},
): Promise<Reply> => {
  assert.ok(typeof link === 'string' && link.startsWith(`${origin}/`), `a whole address: ${link}`)
  const [path = '', query = ''] = link.slice(origin.length).split('?')
  return azure.send('GET', path, { ...sent, query })
}
