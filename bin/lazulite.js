#!/usr/bin/env node
// The only file that is written for every Node, so that one that is too old can say so.

const oldest = 24

const start = () =>
  // The published package has dist/; a checkout that has never been built runs its sources as they are.
  import('#cli')
    .catch((error) => {
      if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
      return import('../src/cli/index.ts')
    })
    .then(({ run }) => {
      const { argv, env, stdout, stderr } = process
      return run({ argv: argv.slice(2), env, stdout, stderr, signals: process })
    })

const fail = (message) => {
  process.stderr.write(`lazulite: ${message}\n`)
  process.exitCode = 1
}

if (Number(process.versions.node.split('.')[0]) < oldest) {
  fail(
    `this needs Node.js ${oldest} or newer, and here is ${process.versions.node}. ` +
      `Run "npx -p node@${oldest} -p lazulite lazulite", or install a newer Node.js from https://nodejs.org.`,
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
