import type { Check } from '../check.ts'
import { ok, skipped, wrong } from '../finding.ts'

/** Whether a server runs on the data folder. */
export const folder: Check = {
  about: 'folder',
  look: async ({ folder, ready, isUrlGiven, server, url }) => {
    if (ready instanceof Error) return [isUrlGiven ? skipped(`--url says where the server is`) : wrong(ready.message)]
    // Whoever has a folder keeps it: the lock is the kernel's, and only a start can tell who has it.
    if ('fault' in server && !isUrlGiven) {
      return [
        wrong(
          `${folder} is left from a server at ${url} that was killed, or that hangs: start it again, and if that says the folder is in use, end that process first`,
        ),
      ]
    }
    return [ok(`${folder} is that of the server at ${ready.url}`)]
  },
}
