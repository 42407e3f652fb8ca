import type { ChainSpan } from '../../../core/audit/manifest.ts'
import { ExportFault, type Place } from './exportFault.ts'
import { lineBehind, recordsOf, type SeenChain } from './seenChain.ts'

/**
 * Holds the chains of an export against its manifest.
 *
 * @param end the line of the manifest.
 * @throws ExportFault for the first chain that is not as the manifest has it.
 */
export const compareChains = (seen: readonly SeenChain[], named: readonly ChainSpan[], end: Place): void => {
  const [seenNames, names] = [new Set(seen.map(({ chain }) => chain)), new Set(named.map(({ chain }) => chain))]
  if (names.size < named.length) throw new ExportFault(end, 'the manifest names a chain twice')
  for (const [index, span] of named.entries()) {
    const chain = seen[index]
    if (chain?.chain === span.chain) compareChain(chain, span)
    else if (chain && !names.has(chain.chain)) throw unnamed(chain)
    else if (chain && seenNames.has(span.chain)) {
      throw new ExportFault(placeOf(chain), `the chain ${span.chain} is due here: the chains were put in another order`)
    } else throw missing(span, seen[index - 1])
  }
  const more = seen[named.length]
  if (more) throw unnamed(more)
}

const placeOf = ({ chain, firstLine, entriesBefore }: SeenChain): Place => ({ line: firstLine, chain, entriesBefore })

const unnamed = (chain: SeenChain): ExportFault =>
  new ExportFault(placeOf(chain), 'the manifest does not name this chain: it was added')

const missing = ({ chain }: ChainSpan, before: SeenChain | undefined): ExportFault =>
  new ExportFault(
    {
      line: before ? lineBehind(before) : 1,
      chain,
      entriesBefore: before ? before.entriesBefore + recordsOf(before) : 0,
    },
    'the manifest names this chain, and it is missing here: it was removed',
  )

/** Where entry `number` of a chain stands, or would stand. */
const entryOf = (chain: SeenChain, number: number): Place => {
  const before = number - chain.first
  const { firstRecordLine, entriesBefore } = chain
  return { line: firstRecordLine + before, chain: chain.chain, entry: number, entriesBefore: entriesBefore + before }
}

const compareChain = (chain: SeenChain, { first, last, hash }: ChainSpan): void => {
  if (chain.first !== first) {
    throw new ExportFault(
      placeOf(chain),
      `it begins with entry ${chain.first}, and by the manifest with entry ${first}`,
    )
  }
  if (chain.number < last) {
    const cut = chain.number + 1
    const what =
      cut === last
        ? `entry ${last}, the last of its chain, is`
        : `entries ${cut} to ${last}, the last of their chain, are`
    throw new ExportFault(entryOf(chain, cut), `${what} missing: cut off`)
  }
  if (chain.number > last) {
    throw new ExportFault(
      entryOf(chain, last + 1),
      'it is behind the last entry of its chain by the manifest: it was added',
    )
  }
  if (chain.hash !== hash) {
    const { entriesBefore } = chain
    throw new ExportFault({ ...entryOf(chain, last), entriesBefore }, madeAnew)
  }
}

const madeAnew =
  'it is not the last entry that the manifest was signed for: it was changed, or one before it and all hashes from there on made anew'
