import { ConformanceError } from '../conformanceError.ts'
import type { Client } from './client.ts'

/**
 * The clients that are named on the command line, or all.
 *
 * @throws ConformanceError for a name that none has.
 */
export const chosenClients = (clients: readonly Client[], names: readonly string[]): readonly Client[] => {
  const known = clients.map(({ name }) => name)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new ConformanceError(`no client is named ${unknown.join(', ')}: there are ${known.join(', ')}`)
  return names.length === 0 ? clients : clients.filter(({ name }) => names.includes(name))
}
