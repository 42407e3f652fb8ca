import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { subscriptionId } from '../../support/known.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

interface Fake {
  /** What it does at `az login`, in the shell. */
  readonly login?: string
}

/**
 * Stands for somebody else's program where that is not installed: writes down how it is called, and keeps a file in its
 * configuration folder. The real one is tried in conformance/clients.
 */
export const fakeAz = (t: TestContext, { login = 'cat > "$here/stdin"' }: Fake = {}) => {
  const here = temporaryFolder(t)
  const file = join(here, 'az')
  writeFileSync(
    file,
    `#!/bin/sh
here='${here}'
printf '%s\\n' "$*" >> "$here/calls"
env | sort >> "$here/env"
: > "$AZURE_CONFIG_DIR/touched"
case "$1 $2" in
  'login --service-principal') ${login} ;;
  'account list') echo '${subscriptionId}' ;;
esac
`,
  )
  chmodSync(file, 0o755)
  const read = (name: string): string => (existsSync(join(here, name)) ? readFileSync(join(here, name), 'utf8') : '')
  return {
    path: `${here}:/usr/bin:/bin`,
    calls: () => read('calls').split('\n').slice(0, -1),
    env: () => read('env'),
    stdin: () => read('stdin'),
  }
}
