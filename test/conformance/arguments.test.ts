import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readArguments } from '../../conformance/arguments.ts'
import { ConformanceError } from '../../conformance/conformanceError.ts'

test('one folder is named, with or without a document', () => {
  assert.deepEqual(readArguments(['recordings']), { folder: 'recordings', spec: undefined })
  assert.deepEqual(readArguments(['recordings', '--spec', 'swagger.json']), {
    folder: 'recordings',
    spec: 'swagger.json',
  })
  assert.deepEqual(readArguments(['--spec=swagger.json', 'recordings']), { folder: 'recordings', spec: 'swagger.json' })
})

for (const [what, argv, words] of [
  ['no folder', [], /name the folder/],
  ['two folders', ['one', 'two'], /one folder is read, and there are 2/],
  ['a flag that is not known', ['one', '--specs', 'file'], /Unknown option '--specs'/],
  ['a document without its name', ['one', '--spec'], /'--spec <value>' argument missing/],
] as const) {
  test(`${what} is refused in one line that says what is meant`, () => {
    assert.throws(
      () => readArguments(argv),
      (error) => {
        assert.ok(error instanceof ConformanceError)
        assert.match(error.message, words)
        assert.match(error.message, /npm run conformance -- DIR \[--spec FILE\]$/)
        assert.doesNotMatch(error.message, /\n/)
        return true
      },
    )
  })
}
