import { configurationMarkdown } from '../src/config/configurationMarkdown.ts'
import { openApi } from './openApi/openApi.ts'
import { operationsMarkdown } from './operationsMarkdown.ts'

/** Every file of `docs/` that is printed from the program; a test holds that what is committed is what is printed. */
export const printed: Readonly<Record<string, () => string>> = {
  'configuration.md': configurationMarkdown,
  'openapi.json': () => `${JSON.stringify(openApi(), null, 2)}\n`,
  'operations.md': operationsMarkdown,
}
