import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Settings } from '../../src/config/settings.ts'
import { flagOf } from '../../src/config/spelling.ts'
import { lazulite } from './support.ts'

for (const argv of [[], ['help'], ['--help'], ['-h']]) {
  test(`"lazulite ${argv.join(' ')}" lists the commands`, async () => {
    const { exitCode, stdout, stderr } = await lazulite(argv)

    assert.equal(exitCode, 0)
    for (const name of ['start', 'env', 'setup azure-cli', 'doctor', 'version', 'help'])
      assert.match(stdout, new RegExp(`^  lazulite ${name} +\\S`, 'm'))
    assert.equal(stderr, '')
  })
}

for (const argv of [
  ['help', 'start'],
  ['start', '--help'],
  ['start', '-h'],
  ['--help', 'start'],
  ['start', '--port', 'x', '--help'],
]) {
  test(`"lazulite ${argv.join(' ')}" says all about start, and starts nothing`, async () => {
    const { exitCode, stdout } = await lazulite(argv, { LAZULITE_PROT: '1' })

    assert.equal(exitCode, 0)
    for (const setting of Object.keys(Settings.properties))
      assert.match(stdout, new RegExp(`^  ${flagOf(setting)}\\b`, 'm'))
    assert.match(stdout, /--port PORT\n +TCP port of https; 0 picks a free one\. Default: 8443\./)
  })
}

for (const argv of [
  ['help', 'setup', 'azure-cli'],
  ['setup', 'azure-cli', '--help'],
  ['setup', 'azure-cli', '--undo', '-h'],
]) {
  test(`"lazulite ${argv.join(' ')}" says all about a command of two words`, async () => {
    const { exitCode, stdout } = await lazulite(argv)

    assert.equal(exitCode, 0)
    assert.match(stdout, /^lazulite setup azure-cli \[FLAGS\]\n/)
    assert.match(stdout, /^ {2}--undo\n/m)
  })
}

for (const argv of [
  ['help', 'setup'],
  ['setup', '--help'],
]) {
  test(`"lazulite ${argv.join(' ')}" lists the commands that begin so`, async () => {
    const { exitCode, stdout } = await lazulite(argv)

    assert.equal(exitCode, 0)
    assert.match(stdout, /^( {2}lazulite setup \S+ +\S.*\n)+$/)
  })
}

for (const argv of [['version'], ['--version']]) {
  test(`"lazulite ${argv}" prints the version of the package`, async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))

    assert.deepEqual(await lazulite(argv), { exitCode: 0, stdout: `${version}\n`, stderr: '' })
  })
}

const refused: Record<string, RegExp> = {
  strat: /^lazulite: 'strat' is not a command; did you mean start\?\n$/,
  halt: /^lazulite: 'halt' is not a command; "npx lazulite help" lists them all\n$/,
  'help strat': /^lazulite: 'strat' is not a command; did you mean start\?\n$/,
  'help start env': /^lazulite: help takes one command, not 'env' as well\n$/,
  'version 2': /^lazulite: version takes nothing, not '2'\n$/,
  'start stray': /^lazulite: wrong settings: 'stray' is neither a flag nor the value of one\n$/,
  'start --prot 80 --port eighty':
    /^lazulite: wrong settings:\n {2}--prot is not a flag here; did you mean --port\?\n {2}--port must be [^\n]*\n$/,
  setup: /^lazulite: setup needs to know what: "npx lazulite setup azure-cli"\n$/,
  'setup azure-clu': /^lazulite: 'setup azure-clu' is not a command; did you mean azure-cli\?\n$/,
  'setup everything': /^lazulite: 'setup everything' is not a command; there is "npx lazulite setup azure-cli"\n$/,
  'setup --undo': /^lazulite: setup needs to know what: "npx lazulite setup azure-cli"\n$/,
  stup: /^lazulite: 'stup' is not a command; did you mean setup\?\n$/,
  '--json': /^lazulite: flags stand behind a command: npx lazulite start --json …\n$/,
  '--public-url=https://me:hush@a': /^lazulite: flags stand behind a command: npx lazulite start --public-url …\n$/,
}

for (const [line, message] of Object.entries(refused)) {
  test(`"lazulite ${line}" says what is wrong with it, and exits with 1`, async () => {
    const { exitCode, stdout, stderr } = await lazulite(line.split(' '))

    assert.equal(exitCode, 1)
    assert.equal(stdout, '')
    assert.match(stderr, message)
  })
}
