import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unscrubberOf } from '../../../conformance/recording/scrubbing.ts'
import { exchange, factoryUrl } from '../support.ts'

const shown = (name: string, last: string) => ({ name, id: factoryUrl.replace(/[^/]+$/, last) })

test('a factory whose id ends in another name than its own shows the name that its recorder missed', () => {
  const unscrub = unscrubberOf([exchange({ body: { value: [shown('Pear000001', 'pear-x7')] } })])

  assert.equal(unscrub('pear-x7.eastus.datafactory.azure.net'), 'pear000001.eastus.datafactory.azure.net')
  assert.equal(
    unscrub('/factories/pear-x7/integrationRuntimes/press'),
    '/factories/pear000001/integrationRuntimes/press',
  )
})

test('a factory has one such name in a recording: another is a difference', () => {
  const unscrub = unscrubberOf([exchange({ body: shown('Pear', 'left') }), exchange({ body: shown('Pear', 'right') })])

  assert.equal(unscrub('left right'), 'pear right')
})

test('a name is replaced whole, or not at all', () => {
  const unscrub = unscrubberOf([exchange({ body: shown('Pear000001', 'pear') })])

  assert.equal(unscrub('pear-tree pears Pear pear'), 'pear-tree pears Pear pear000001')
})

for (const [what, body] of [
  ['its own in lower case', shown('Pear', 'pear')],
  ['its own in its own letter case', shown('Pear', 'Pear')],
  ['another with capitals', shown('Pear', 'Plum')],
  ['nothing that is a name', { name: 'Pear', id: 7 }],
] as const) {
  test(`an id that ends in ${what} shows nothing`, () => {
    const unscrub = unscrubberOf([exchange({ body })])

    assert.equal(unscrub('pear Pear plum Plum'), 'pear Pear plum Plum')
  })
}
