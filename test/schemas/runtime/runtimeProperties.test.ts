import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatPath } from '../../../src/faults/fault.ts'
import { RuntimeProperties, withoutRuntimeState } from '../../../src/schemas/runtime/runtimeProperties.ts'
import { changedAt, faultsOf, parsePlace, testEachPlace } from '../support.ts'
import { wholeLinkedByKey, wholeLinkedByRole, wholeManaged } from './samples.ts'

const schema = RuntimeProperties
const ssis = 'typeProperties.ssisProperties'
const setups = `${ssis}.expressCustomSetupProperties`
const requiredIn = (place: string, ...names: readonly string[]): string[] => names.map((name) => `${place}.${name}`)

testEachPlace('a managed runtime', {
  schema,
  whole: wholeManaged,
  required: [
    'type',
    'typeProperties',
    ...requiredIn(`${ssis}.catalogInfo.catalogAdminPassword`, 'type', 'value'),
    ...requiredIn(`${ssis}.customSetupScriptProperties.sasToken`, 'type', 'value'),
    ...requiredIn(`${setups}.0`, 'type', 'typeProperties'),
    ...requiredIn(`${setups}.0.typeProperties`, 'targetName', 'userName', 'password'),
    ...requiredIn(`${setups}.0.typeProperties.password`, 'type', 'value'),
    ...requiredIn(`${setups}.1`, 'type', 'typeProperties'),
    ...requiredIn(`${setups}.1.typeProperties`, 'variableName', 'variableValue'),
    ...requiredIn(`${setups}.2`, 'type', 'typeProperties'),
    ...requiredIn(`${setups}.2.typeProperties`, 'componentName'),
    ...requiredIn(`${setups}.2.typeProperties.licenseKey`, 'type', 'store', 'secretName'),
    ...requiredIn(`${setups}.2.typeProperties.licenseKey.store`, 'type', 'referenceName'),
    ...requiredIn(`${setups}.3`, 'type', 'typeProperties'),
    ...requiredIn(`${setups}.3.typeProperties`, 'version'),
    ...requiredIn(`${ssis}.packageStores.0`, 'name', 'packageStoreLinkedService'),
    ...requiredIn(`${ssis}.credential`, 'type', 'referenceName'),
    ...requiredIn('managedVirtualNetwork', 'type', 'referenceName'),
  ],
  any: [
    ...requiredIn(`${setups}.0.typeProperties`, 'targetName', 'userName'),
    ...requiredIn(`${setups}.2.typeProperties.licenseKey`, 'secretName', 'secretVersion'),
    `${setups}.2.typeProperties.licenseKey.store.parameters.region`,
  ],
})

testEachPlace('a runtime that is linked by a key', {
  schema,
  whole: wholeLinkedByKey,
  required: [
    'type',
    ...requiredIn('typeProperties.linkedInfo', 'authorizationType', 'key'),
    ...requiredIn('typeProperties.linkedInfo.key', 'type', 'value'),
  ],
})

testEachPlace('a runtime that is linked by a role', {
  schema,
  whole: wholeLinkedByRole,
  required: [
    'type',
    ...requiredIn('typeProperties.linkedInfo', 'authorizationType', 'resourceId'),
    ...requiredIn('typeProperties.linkedInfo.credential', 'type', 'referenceName'),
  ],
})

const compute = 'typeProperties.computeProperties'
const limits: Record<string, { readonly good: readonly unknown[]; readonly bad: readonly unknown[] }> = {
  type: { good: [], bad: ['managed', 'Airflow', ''] },
  [`${compute}.numberOfNodes`]: { good: [1, 10, 1000], bad: [0, -1, 1.5, '1'] },
  [`${compute}.maxParallelExecutionsPerNode`]: { good: [1], bad: [0, 0.5] },
  [`${compute}.dataFlowProperties.computeType`]: { good: ['General', 'ComputeOptimized'], bad: ['general', ''] },
  [`${compute}.dataFlowProperties.coreCount`]: { good: [8, 7, 0], bad: [8.5, '8'] },
  [`${compute}.dataFlowProperties.timeToLive`]: { good: [0, 10], bad: [-1, 0.5] },
  [`${compute}.dataFlowProperties.cleanup`]: { good: [true], bad: ['true', 0] },
  [`${compute}.copyComputeScaleProperties.dataIntegrationUnit`]: { good: [4, 256], bad: [3, 4.5] },
  [`${compute}.copyComputeScaleProperties.timeToLive`]: { good: [5], bad: [4] },
  [`${compute}.pipelineExternalComputeScaleProperties.timeToLive`]: { good: [5], bad: [4] },
  [`${compute}.pipelineExternalComputeScaleProperties.numberOfPipelineNodes`]: { good: [1, 10], bad: [0, 11] },
  [`${compute}.pipelineExternalComputeScaleProperties.numberOfExternalNodes`]: { good: [1, 10], bad: [0, 11] },
  [`${ssis}.catalogInfo.catalogAdminUserName`]: { good: ['a', 'a'.repeat(128)], bad: ['', 'a'.repeat(129)] },
  [`${ssis}.catalogInfo.catalogPricingTier`]: { good: ['Basic', 'Standard', 'Premium'], bad: ['Free'] },
  [`${ssis}.licenseType`]: { good: ['LicenseIncluded'], bad: ['licenseIncluded'] },
  [`${ssis}.edition`]: { good: ['Standard'], bad: ['Developer'] },
  [`${ssis}.dataProxyProperties.connectVia.type`]: { good: ['LinkedServiceReference'], bad: ['Reference'] },
  [`${ssis}.credential.type`]: { good: [], bad: ['LinkedServiceReference'] },
  [`${setups}.0.type`]: { good: [], bad: ['Cmdkey', 'cmdkeySetup'] },
  [`${setups}.0.typeProperties.targetName`]: { good: [{ type: 'Expression', value: '@x' }, null, 1], bad: [] },
  'managedVirtualNetwork.type': { good: [], bad: ['ManagedVirtualNetwork'] },
}

for (const [place, { good, bad }] of Object.entries(limits)) {
  test(`${place} keeps to its limits, and the fault names it without its value`, () => {
    const path = parsePlace(place)
    for (const value of good) assert.deepEqual(faultsOf(schema, changedAt(wholeManaged, path, value)), [])
    for (const value of bad) {
      const faults = faultsOf(schema, changedAt(wholeManaged, path, value))

      assert.deepEqual(
        faults.map(({ path }) => path),
        [path],
        String(value),
      )
    }
  })
}

const words: Record<string, readonly [value: unknown, words: string]> = {
  [`${compute}.numberOfNodes`]: [0, 'must be a whole number >= 1, or null'],
  [`${compute}.pipelineExternalComputeScaleProperties.numberOfExternalNodes`]: [
    11,
    'must be a whole number from 1 to 10, or null',
  ],
  [`${compute}.dataFlowProperties.computeType`]: [
    'Huge',
    'must be General, MemoryOptimized or ComputeOptimized, or null',
  ],
  [`${compute}.dataFlowProperties.customProperties[0]`]: ['x', 'must be a set of named members'],
  [`${compute}.vNetProperties.publicIPs[1]`]: [1, 'must be a text'],
  [`${ssis}.catalogInfo.catalogAdminUserName`]: ['', 'must be a text of 1 to 128 characters, or null'],
  [`${setups}[0].typeProperties.password.value`]: [1234, 'must be a text'],
  [`${setups}[0].typeProperties.password.type`]: ['hush', 'must be SecureString or AzureKeyVaultSecret'],
  [`${setups}[1].type`]: ['x', 'must be CmdkeySetup, EnvironmentVariableSetup, ComponentSetup or AzPowerShellSetup'],
  'managedVirtualNetwork.type': ['x', 'must be ManagedVirtualNetworkReference'],
  type: ['Airflow', 'must be Managed or SelfHosted'],
}

for (const [place, [value, expected]] of Object.entries(words)) {
  test(`what is wrong at ${place} is told in words`, () => {
    const path = parsePlace(place.replaceAll(/\[(\d+)\]/g, '.$1'))

    const [fault] = faultsOf(schema, changedAt(wholeManaged, path, value))

    assert.deepEqual(fault && { place: formatPath(fault.path), message: fault.message }, { place, message: expected })
  })
}

test('how a runtime is linked is one of two ways', () => {
  const path = ['typeProperties', 'linkedInfo', 'authorizationType']

  const faults = faultsOf(schema, changedAt(wholeLinkedByKey, path, 'Rbac'))

  assert.deepEqual(faults, [{ path, message: 'must be Key or RBAC' }])
})

test('only a managed runtime must have typeProperties', () => {
  const fault = { path: ['typeProperties'], message: 'is required' }

  assert.deepEqual(faultsOf(schema, { type: 'SelfHosted' }), [])
  assert.deepEqual(faultsOf(schema, { type: 'SelfHosted', typeProperties: null }), [])
  assert.deepEqual(faultsOf(schema, { type: 'Managed' }), [fault])
  assert.deepEqual(faultsOf(schema, { type: 'Managed', typeProperties: {} }), [])
})

test('what the service says of a runtime is left out, and nothing else', () => {
  const given = { type: 'Managed', typeProperties: { a: 1 }, x: null }
  const state = { state: 'Started', typeProperties: { interactiveQuery: { status: 'Enabled' }, a: 1 } }

  assert.deepEqual(withoutRuntimeState({ ...given, ...state }), given)
  assert.deepEqual(withoutRuntimeState(given), given)
  assert.deepEqual(withoutRuntimeState({ typeProperties: null }), { typeProperties: null })
})
