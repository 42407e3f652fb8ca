/**
 * Operations that have their names from us, because no document of Microsoft's has them. The service answers at their
 * paths all the same: the headers of an answer say that they are to be polled. Recorded.
 */
export const namedByUs: readonly string[] = [
  'IntegrationRuntimes_GetOperationResult',
  'IntegrationRuntimes_GetOperationStatus',
  'ResourceGroups_GetOperationResult',
]
