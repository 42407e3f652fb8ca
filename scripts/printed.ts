import { configurationMarkdown } from '../src/config/configurationMarkdown.ts'
import { protocolSchema } from '../src/nodes/protocolSchema.ts'
import { openApi } from '../src/openApi/openApi.ts'
import { operationsMarkdown } from './operationsMarkdown.ts'

/** A server that was told nothing else. */
const preset = { origin: 'https://localhost:8443', ownIssuer: true }

/** Every file of `docs/` that is printed from the program; a test holds that what is committed is what is printed. */
export const printed: Readonly<Record<string, () => string>> = {
  'configuration.md': configurationMarkdown,
  'node-protocol.schema.json': () => `${JSON.stringify(protocolSchema(), null, 2)}\n`,
  'openapi.json': () => `${JSON.stringify(openApi(preset), null, 2)}\n`,
  'operations.md': operationsMarkdown,
}
