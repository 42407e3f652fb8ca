import type { JsonObject } from '../../../core/json.ts'
import { StartError } from '../../../core/startError.ts'
import type { OwnerCall } from '../../callAsOwner.ts'

/** What verifies exports, in PEM. */
export const askPublicKey = async (server: OwnerCall): Promise<string> => {
  const { publicKey } = await ask(server, 'auditPublicKey')
  return typeof publicKey === 'string' ? publicKey : noSense(server)
}

/** The manifest as things are now, and the checkpoints of the chains that have one; each a line. */
export const askManifest = async (server: OwnerCall) => {
  const { manifest, checkpoints } = await ask(server, 'auditManifest')
  return typeof manifest === 'string' && isTexts(checkpoints) ? { manifest, checkpoints } : noSense(server)
}

/** The records of a chain, from the first that is kept; each a line. */
export async function* askRecords(server: OwnerCall, chain: string): AsyncGenerator<readonly string[]> {
  let page = await ask(server, 'auditRecords', `&chain=${encodeURIComponent(chain)}`)
  for (;;) {
    const { value, nextLink } = page
    yield isTexts(value) ? value : noSense(server)
    if (typeof nextLink !== 'string') return
    page = await server.send('GET', nextLink)
  }
}

const ask = (server: OwnerCall, name: string, query = ''): Promise<JsonObject> =>
  server.send('GET', `/providers/Lazulite.Control/${name}?api-version=2018-06-01${query}`)

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

const noSense = ({ ready }: OwnerCall): never => {
  throw new StartError(`${ready.url} does not answer as this version does: use the "lazulite" that it was started with`)
}
