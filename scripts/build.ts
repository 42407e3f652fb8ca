import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'

// What is published: Node does not run TypeScript below node_modules.
const root = new URL('..', import.meta.url)
rmSync(new URL('dist', root), { recursive: true, force: true })
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
})
cpSync(new URL('src/store/migrations', root), new URL('dist/store/migrations', root), { recursive: true })
