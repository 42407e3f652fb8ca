import type { JsonObject } from '../../src/core/json.ts'
import { operations } from '../../src/operations/index.ts'
import { groupOf } from '../groupOf.ts'
import { pathTemplate } from '../pathTemplate.ts'
import { json, operationObject } from './operationObject.ts'
import { parameterObjects } from './parameters.ts'
import { schemaObjects } from './schemas.ts'

/** All operations as an OpenAPI 3.1 document, with the origins of a server in its built-in world. */
export const openApi = (): JsonObject => ({
  openapi: '3.1.0',
  info: {
    title: 'Lazulite',
    summary: 'Azure Data Factory integration runtimes and their authentication keys, as Resource Manager has them.',
    version: '2018-06-01',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: origin }],
  security: [{ entra: [managementScope] }],
  tags: [...new Set(operations.map(({ id }) => groupOf(id)))].map((name) => ({ name })),
  paths: paths(),
  components: {
    securitySchemes: { entra },
    parameters: parameterObjects(),
    responses: {
      Refusal: {
        description: 'A refusal by the gateway or by the provider.',
        content: json({ $ref: '#/components/schemas/Refusal' }),
      },
    },
    schemas: schemaObjects(),
  },
})

const origin = 'https://localhost:8443'
const managementScope = 'https://management.azure.com/.default'

const entra: JsonObject = {
  type: 'oauth2',
  flows: {
    clientCredentials: {
      tokenUrl: `${origin}/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token`,
      scopes: { [managementScope]: 'Whatever the roles of the application allow.' },
    },
  },
}

const paths = (): JsonObject =>
  Object.fromEntries(
    Object.entries(Object.groupBy(operations, pathTemplate)).map(([path, atPath = []]) => [
      path,
      Object.fromEntries(atPath.map((one) => [one.method.toLowerCase(), operationObject(one)])),
    ]),
  )
