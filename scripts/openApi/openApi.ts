import type { JsonObject } from '../../src/core/json.ts'
import { operations } from '../../src/operations/index.ts'
import { groupOf } from '../groupOf.ts'
import { pathTemplate } from '../pathTemplate.ts'
import { headerObjects } from './headers.ts'
import { operationObject } from './operationObject.ts'
import { parameterObjects } from './parameters.ts'
import { responseObjects } from './responses.ts'
import { schemaObjects } from './schemas.ts'

/** All operations as an OpenAPI 3.1 document, with the origins of a server in its built-in world. */
export const openApi = (): JsonObject => ({
  openapi: '3.1.0',
  info: {
    title: 'Lazulite',
    summary: 'Azure Data Factory integration runtimes and their authentication keys, as Resource Manager has them.',
    description,
    version: '2018-06-01',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  externalDocs: { description: 'The same in tables.', url: 'operations.md' },
  servers: [{ url: origin }],
  security: [{ entra: [managementScope] }],
  tags: [...new Set(operations.map(({ id }) => groupOf(id)))].map((name) => ({ name })),
  paths: paths(),
  components: {
    securitySchemes: { entra },
    parameters: parameterObjects(),
    headers: headerObjects,
    responses: responseObjects,
    schemas: schemaObjects(),
  },
})

const origin = 'https://localhost:8443'
const managementScope = 'https://management.azure.com/.default'

const description = `To sign in, send the credentials of an application to the token URL, with the scope \`${managementScope}\`, and
the token that it answers with as a bearer token with each request. Every request needs an \`api-version\`.

What is answered with 202 goes on. Ask at \`azure-asyncoperation\` until its \`status\` is no longer \`InProgress\`, or at
\`location\` until that no longer answers 202; wait for \`retry-after\` seconds in between.

\`x-rbac-action\` is what a role must allow to the caller: null for what anybody may call who is signed in. \`x-open-at-tenant\`
marks what needs no role at the tenant itself. \`x-quota\` is what a call counts against. \`x-lazulite-name\` marks operations
of Azure that have no name in Microsoft's documents: theirs are ours.`

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
