import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkApiVersion, checkTypeApiVersion } from '../../src/core/apiVersion.ts'
import { findProvider } from '../../src/core/provider.ts'

test('an api-version is a date, with or without a word for a preview', () => {
  for (const version of ['2018-06-01', '2017-09-01-preview', '2017-09-01-Preview', '9999-99-99']) {
    assert.equal(checkApiVersion(version), version)
  }
  for (const version of ['2018', '2018-06', '2018-06-01-beta', '2018-06-01-', ' 2018-06-01', '2018-06-01\n', '1.0']) {
    assert.throws(() => checkApiVersion(version), { code: 'InvalidApiVersionParameter' }, JSON.stringify(version))
  }
  for (const version of [undefined, '']) {
    assert.throws(() => checkApiVersion(version), { code: 'MissingApiVersionParameter' })
  }
})

const typeOf = (name: string) => {
  const type = findProvider('Microsoft.DataFactory')?.resourceTypes.find(({ resourceType }) => resourceType === name)
  assert.ok(type)
  return type
}

test('a type of Data Factory has two api-versions, and the refusal of others names them and the type', () => {
  for (const version of ['2018-06-01', '2017-09-01-preview']) checkTypeApiVersion(typeOf('factories'), version)
  assert.throws(() => checkTypeApiVersion(typeOf('factories/integrationRuntimes'), '2019-01-01'), {
    code: 'NoRegisteredProviderFound',
    message:
      /^No registered resource provider found for location '' and API version '2019-01-01' for type 'factories\/integrationRuntimes'\. The supported api-versions are '2017-09-01-preview, 2018-06-01'\. The supported locations are '.*eastus.*'\.$/,
  })
})
