/**
 * Operations that no document of Microsoft's has. The service answers at these paths all the same, as recorded: it says
 * in the headers of an answer that they are to be polled. Their names are ours.
 */
export const extensions: readonly string[] = [
  'IntegrationRuntimes_GetOperationResult',
  'IntegrationRuntimes_GetOperationStatus',
  'ResourceGroups_GetOperationResult',
]
