import type { ChainSpan } from '../../../core/audit/manifest.ts'
import type { OwnerCall } from '../../callAsOwner.ts'
import { askManifest, askRecords } from './askAudit.ts'

/**
 * The lines of an export, a few at a time: all chains as they are at the beginning. What happens meanwhile is left out.
 *
 * @throws StartError when the server refuses, or does not answer.
 */
export async function* exportLines(server: OwnerCall): AsyncGenerator<readonly string[]> {
  const { manifest, checkpoints } = await askManifest(server)
  const checkpointOf = new Map(checkpoints.map((line) => [JSON.parse(line).checkpoint.chain, line]))
  const spans: readonly ChainSpan[] = JSON.parse(manifest).manifest.chains
  for (const span of spans) {
    const checkpoint = checkpointOf.get(span.chain)
    if (checkpoint !== undefined) yield [checkpoint]
    yield* records(server, span)
  }
  yield [manifest]
}

async function* records(server: OwnerCall, { chain, first, last }: ChainSpan): AsyncGenerator<readonly string[]> {
  let due = last - first + 1
  if (due === 0) return
  for await (const lines of askRecords(server, chain)) {
    yield lines.slice(0, due)
    due -= lines.length
    if (due <= 0) return
  }
}
