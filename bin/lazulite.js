#!/usr/bin/env node
// The only file that is written for every Node, so that one that is too old can say so.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const oldest = 24

// A checkout runs its sources as they are, whatever a build has left behind; the published package has dist/ alone.
const sources = new URL('../src/cli/index.ts', import.meta.url)

const start = async () => {
  const { argv, env, stdout, stderr } = process
  // Whoever reads them may go away; a server stays.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined)
  const { run } = await import(existsSync(sources) ? sources.href : '../dist/cli/index.js')
  const now = () => new Date()
  return run({ argv: argv.slice(2), env, stdin: () => process.stdin, stdout, stderr, signals: process, now })
}

const fail = (message) => {
  process.stderr.write(`lazulite: ${message}\n`)
  process.exitCode = 1
}

if (Number(process.versions.node.split('.')[0]) < oldest) {
  const itself = fileURLToPath(import.meta.url)
  fail(
    `this needs Node.js ${oldest} or newer, and here is ${process.versions.node}. ` +
      `Run "npx -p node@${oldest} node '${itself}'", or install a newer Node.js from https://nodejs.org.`,
  )
} else {
  start().then(
    (exitCode) => {
      process.exitCode = exitCode
    },
    (error) => {
      const isIncomplete = error.code === 'ERR_MODULE_NOT_FOUND'
      fail(isIncomplete ? `${error.message}. Run "npm ci" in a checkout, or install the package again.` : error.stack)
    },
  )
}
