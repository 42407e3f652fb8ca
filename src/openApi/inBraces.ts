/** Parameters as OpenAPI writes them: `:factoryName` as `{factoryName}`. */
export const inBraces = (text: string): string => text.replace(/:(\w+)/g, '{$1}')
