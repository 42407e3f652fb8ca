/** `properties` of a runtime whose nodes are machines of the user. */
export const selfHosted = { type: 'SelfHosted' } as const

/** Of a managed one without machines of its own. */
export const serverless = {
  type: 'Managed',
  typeProperties: { computeProperties: { location: 'AutoResolve' } },
} as const

/** Of a managed one with machines for SSIS packages, which are started and stopped. */
export const ssis = {
  type: 'Managed',
  typeProperties: {
    computeProperties: { location: 'East US', nodeSize: 'Standard_D2_v3', numberOfNodes: 1 },
    ssisProperties: { licenseType: 'LicenseIncluded', edition: 'Standard' },
  },
} as const
