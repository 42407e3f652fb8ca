import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suggestion } from '../../src/faults/suggestion.ts'

const known = ['--port', '--host', '--http-port', 'start', 'env']

for (const [given, meant] of Object.entries({
  '--prot': '--port',
  '--PORT': '--port',
  '--htp-port': '--http-port',
  strat: 'start',
  evn: 'env',
})) {
  test(`${given} is taken for ${meant}`, () => assert.equal(suggestion(given, known), `; did you mean ${meant}?`))
}

for (const given of ['', '--database', 'x', 'restarted']) {
  test(`'${given}' is taken for nothing that is known`, () => assert.equal(suggestion(given, known), ''))
}
