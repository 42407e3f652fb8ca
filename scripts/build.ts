import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'

// What is published: Node does not run TypeScript below node_modules.
const root = new URL('..', import.meta.url)
rmSync(new URL('dist', root), { recursive: true, force: true })
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
})
for (const folder of ['apiReference/page', 'store/migrations']) {
  cpSync(new URL(`src/${folder}`, root), new URL(`dist/${folder}`, root), { recursive: true })
}
