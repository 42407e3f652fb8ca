import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { commandLine } from '../../src/cli/commandLine.ts'

test('what every shell reads as it is, is not quoted', () => {
  assert.equal(
    commandLine('env', '--data', '/srv/keys-1/.lazulite', '--shell=cmd'),
    'npx lazulite env --data /srv/keys-1/.lazulite --shell=cmd',
  )
})

for (const word of ['', '~/keys', "Ann's $HOME", '`id`', 'a;b', 'a*', '#a', '!!', 'a\nb', 'C:\\keys', '…']) {
  test(`a shell reads ${JSON.stringify(word)} as one word, and as it is`, () => {
    const read = execFileSync('sh', ['-c', `set -- ${commandLine('start', word)}; printf '%s|' "$@"`])

    assert.equal(read.toString(), `npx|lazulite|start|${word}|`)
  })
}
