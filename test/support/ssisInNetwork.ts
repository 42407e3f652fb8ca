import { ssis } from './runtimeKinds.ts'

export const subnetId =
  '/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/net/subnets/default'

/** `properties` of a runtime for SSIS whose machines have joined a virtual network. */
export const ssisInNetwork = {
  ...ssis,
  typeProperties: { ...ssis.typeProperties, customerVirtualNetwork: { subnetId } },
} as const
