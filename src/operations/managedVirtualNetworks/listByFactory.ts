import { Type } from 'typebox'
import { ok, operation } from '../operation.ts'
import { pageOf, partOf, readPage } from '../page.ts'
import { factoryPath } from '../paths.ts'

/** A factory has no managed virtual network here: the list is always empty. Terraform reads it with every factory. */
export const listByFactory = operation({
  id: 'ManagedVirtualNetworks_ListByFactory',
  method: 'GET',
  path: `${factoryPath}/managedVirtualNetworks`,
  action: 'Microsoft.DataFactory/factories/managedVirtualNetworks/read',
  summary: 'Lists the managed virtual networks of a data factory.',
  effect: 'read',
  body: null,
  replies: { 200: pageOf(Type.Object({})) },

  handle: async ({ page }) => ok(await readPage(page, { list: partOf([], String), keyOf: String, show: (one) => one })),
})
