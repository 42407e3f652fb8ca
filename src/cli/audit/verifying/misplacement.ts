import type { ReadRecord } from './readRecord.ts'
import { recordsOf, type SeenChain } from './seenChain.ts'

/** Why a record cannot follow on what was read of its chain, in words; undefined where it can. */
export const misplacement = ({ number, previous }: ReadRecord, here: SeenChain): string | undefined => {
  const due = here.number + 1
  if (number === due) return previous === here.hash ? undefined : notItsPrevious(here)
  if (number < due) return `it stands where entry ${due} is due: it was added, doubled or moved`
  const missing = number - 1 === due ? `entry ${due} is` : `entries ${due} to ${number - 1} are`
  return hasBeginning(here)
    ? `${missing} missing before it: removed, or moved`
    : `${missing} missing before it, and so is the checkpoint that stands in place of what is pruned`
}

/** Whether anything of the chain stands before it: a record or a checkpoint. */
const hasBeginning = (here: SeenChain): boolean => here.number > 0

const notItsPrevious = (here: SeenChain): string => {
  const madeAnew = 'was changed, and its hash made anew'
  if (recordsOf(here) > 0) return `it does not follow on entry ${here.number}: one of the two ${madeAnew}`
  return hasBeginning(here)
    ? 'it does not follow on the checkpoint before it, which is for other entries'
    : `it is the first of its chain, and says that it follows on another: it ${madeAnew}`
}
