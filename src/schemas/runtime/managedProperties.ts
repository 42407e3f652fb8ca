import { Type } from 'typebox'
import { Optional } from '../optional.ts'
import { referenceTo } from '../referenceTo.ts'
import { ComputeProperties } from './computeProperties.ts'
import { SsisProperties } from './ssisProperties.ts'

/** A runtime whose machines are the service's. */
export const ManagedProperties = Type.Object({
  type: Type.Literal('Managed'),
  description: Optional(Type.String()),
  typeProperties: Type.Object({
    computeProperties: Optional(ComputeProperties),
    ssisProperties: Optional(SsisProperties),
    customerVirtualNetwork: Optional(Type.Object({ subnetId: Optional(Type.String()) })),
  }),
  managedVirtualNetwork: Optional(referenceTo('ManagedVirtualNetworkReference')),
})
