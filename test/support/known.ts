/** The built-in world, in the words of the documentation. */
export const tenantId = '11111111-1111-1111-1111-111111111111'
export const subscriptionId = '22222222-2222-2222-2222-222222222222'
export const owner = {
  clientId: '33333333-3333-3333-3333-333333333333',
  objectId: '33333333-3333-3333-3333-00000000000a',
  secret: 'lazulite',
}
export const reader = {
  clientId: '44444444-4444-4444-4444-444444444444',
  objectId: '44444444-4444-4444-4444-00000000000a',
  secret: 'lazulite-reader',
}
/** Has every role. */
export const user = {
  name: 'admin@lazulite.local',
  objectId: '55555555-5555-5555-5555-00000000000a',
  password: 'lazulite',
}
/** Signed in, without any role. */
export const nobody = {
  clientId: '66666666-6666-6666-6666-666666666666',
  objectId: '66666666-6666-6666-6666-00000000000a',
}

/** Microsoft's command line, which is there in every tenant. */
export const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'

/** Azure's own roles, which have the same ids in every tenant. */
export const roleIds = {
  Contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  'Data Factory Contributor': '673868aa-7521-48a0-acc6-0f60742d39f5',
  Owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  Reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  'User Access Administrator': '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
} as const

export const origin = 'https://localhost:8443'
export const subscriptionUrl = `/subscriptions/${subscriptionId}`
export const groupUrl = `${subscriptionUrl}/resourceGroups/rg`
export const factoryUrl = `${groupUrl}/providers/Microsoft.DataFactory/factories/Factory-1`
export const runtimeUrl = `${factoryUrl}/integrationRuntimes/Runtime-1`
