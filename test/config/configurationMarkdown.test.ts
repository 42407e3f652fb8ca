import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { configurationMarkdown } from '../../src/config/configurationMarkdown.ts'
import { Settings } from '../../src/config/settings.ts'
import { variableOf } from '../../src/config/spelling.ts'

test('docs/configuration.md is what the schema prints', () => {
  const committed = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8')

  assert.equal(committed, configurationMarkdown(), 'run "npm run docs"')
})

test('the documentation has one row for each setting, with its default and its meaning', () => {
  const rows = configurationMarkdown()
    .split('\n')
    .filter((line) => line.startsWith('| `--'))

  assert.equal(rows.length, Object.keys(Settings.properties).length)
  for (const setting of Object.keys(Settings.properties)) {
    const row = rows.find((one) => one.includes(`\`${variableOf(setting)}\``))
    assert.ok(row, `${setting} has a row`)
    const cells = row.split(/(?<!\\)\|/).map((cell) => cell.trim())
    assert.ok(cells[3] && cells[5]?.endsWith('.'), `${setting} says what it must be and what it means`)
  }
  assert.match(rows.join('\n'), /`--port PORT` \| `LAZULITE_PORT` \| a whole number from 0 to 65535 \| `8443` \|/)
})
