/** The group of an operation, as Azure has it: `IntegrationRuntimes` of `IntegrationRuntimes_Get`. */
export const groupOf = (id: string): string => id.split('_', 1)[0] ?? ''
