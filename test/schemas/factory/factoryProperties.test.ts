import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FactoryProperties, withoutFactoryState } from '../../../src/schemas/factory/factoryProperties.ts'
import { changedAt, faultsOf, parsePlace, testEachPlace } from '../support.ts'

const schema = FactoryProperties
const repository = { accountName: 'contoso', repositoryName: 'pipes', collaborationBranch: 'main', rootFolder: '/' }
const repoOf = (configuration: object) => ({ repoConfiguration: { ...repository, ...configuration } })
const repoMembers = ['type', ...Object.keys(repository)].map((name) => `repoConfiguration.${name}`)

testEachPlace('a factory on GitHub', {
  schema,
  whole: {
    purviewConfiguration: { purviewResourceId: '/subscriptions/1/catalogue' },
    ...repoOf({
      type: 'FactoryGitHubConfiguration',
      lastCommitId: 'abc',
      disablePublish: true,
      hostName: 'https://git.example',
      clientId: 'app',
      clientSecret: { byoaSecretAkvUrl: 'https://vault.example', byoaSecretName: 'git' },
    }),
    globalParameters: { region: { type: 'String', value: 'north' }, limits: { type: 'Object', value: { a: [1] } } },
    encryption: {
      keyName: 'key',
      vaultBaseUrl: 'https://vault.example',
      keyVersion: '1',
      identity: { userAssignedIdentity: '/subscriptions/1/identity' },
    },
    publicNetworkAccess: 'Disabled',
  },
  required: [
    ...repoMembers,
    'globalParameters.region.type',
    'globalParameters.region.value',
    'globalParameters.limits.type',
    'globalParameters.limits.value',
  ],
  maps: ['globalParameters'],
  any: ['globalParameters.region.value', 'globalParameters.limits.value'],
})

testEachPlace('a factory on Azure DevOps', {
  schema,
  whole: repoOf({ type: 'FactoryVSTSConfiguration', projectName: 'pipes', tenantId: 'tenant' }),
  required: [...repoMembers, 'repoConfiguration.projectName'],
})

const broken: Record<string, readonly [properties: object, place: string, message: string]> = {
  'a repository of no known kind': [
    repoOf({ type: 'FactorySvnConfiguration' }),
    'repoConfiguration.type',
    'must be FactoryVSTSConfiguration or FactoryGitHubConfiguration',
  ],
  'a repository of no kind': [repoOf({}), 'repoConfiguration.type', 'is required'],
  'a network access of another letter case': [
    { publicNetworkAccess: 'enabled' },
    'publicNetworkAccess',
    'must be Enabled or Disabled, or null',
  ],
  'a global parameter of no known type': [
    { globalParameters: { a: { type: 'string', value: 1 } } },
    'globalParameters.a.type',
    'must be Object, String, Int, Float, Bool or Array',
  ],
}

for (const [what, [properties, place, message]] of Object.entries(broken)) {
  test(`${what} is refused in words`, () => {
    assert.deepEqual(faultsOf(schema, properties), [{ path: parsePlace(place), message }])
  })
}

test('an encryption without a key is taken, as was recorded', () => {
  assert.deepEqual(faultsOf(schema, { encryption: {} }), [])
})

test('the value of a global parameter is any JSON, null included', () => {
  for (const value of [null, 1, 'x', [], {}, true]) {
    const properties = changedAt(
      { globalParameters: { a: { type: 'Int' } } },
      ['globalParameters', 'a', 'value'],
      value,
    )

    assert.deepEqual(faultsOf(schema, properties), [])
  }
})

test('what the service says of a factory is left out, and nothing else', () => {
  const given = { encryption: {}, x: { version: 1 }, provisioningStates: null }
  const state = { provisioningState: 'Failed', createTime: 'never', version: '0', factoryStatistics: {} }

  assert.deepEqual(withoutFactoryState({ ...state, ...given }), given)
})
