/** The source of an operation, from the root of the project: `Factories_Get` lies in `src/operations/factories/get.ts`. */
export const operationFile = (id: string): string => {
  const words = id.split('_').map((word) => word.charAt(0).toLowerCase() + word.slice(1))
  return `src/operations/${words.join('/')}.ts`
}
