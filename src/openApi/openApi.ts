import type { JsonObject } from '../core/json.ts'
import { operations } from '../operations/index.ts'
import type { Described } from './described.ts'
import { groupOf } from './groupOf.ts'
import { headerObjects } from './headers.ts'
import { operationObject } from './operationObject.ts'
import { parameterObjects } from './parameters.ts'
import { pathTemplate } from './pathTemplate.ts'
import { responseObjects } from './responses.ts'
import { schemaObjects } from './schemas.ts'
import { security, securitySchemes } from './security.ts'

/** All operations as an OpenAPI 3.1 document. */
export const openApi = (server: Described): JsonObject => ({
  openapi: '3.1.0',
  info: {
    title: 'Lazulite',
    summary: 'Azure Data Factory integration runtimes and their authentication keys, as Resource Manager has them.',
    description,
    version: '2018-06-01',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: server.origin }],
  security: security(server),
  tags: [...new Set(operations.map(({ id }) => groupOf(id)))].map((name) => ({ name })),
  paths: paths(),
  components: {
    securitySchemes: securitySchemes(server),
    parameters: parameterObjects(),
    headers: headerObjects,
    responses: responseObjects,
    schemas: schemaObjects(),
  },
})

const description = `Every request needs an \`api-version\` and a bearer token, of a user or of an application: the security schemes say how
to get one.

What is answered with 202 goes on. Ask at \`azure-asyncoperation\` until its \`status\` is no longer \`InProgress\`, or at
\`location\` until that no longer answers 202; wait for \`retry-after\` seconds in between.

\`x-rbac-action\` is what a role must allow to the caller: null for what anybody may call who is signed in. \`x-open-at-tenant\`
marks what needs no role at the tenant itself. \`x-quota\` is what a call counts against. \`x-lazulite-name\` marks operations
of Azure that have no name in Microsoft's documents: theirs are ours. \`x-lazulite-extension\` marks operations that Azure does
not have at all.`

const paths = (): JsonObject =>
  Object.fromEntries(
    Object.entries(Object.groupBy(operations, pathTemplate)).map(([path, atPath = []]) => [
      path,
      Object.fromEntries(atPath.map((one) => [one.method.toLowerCase(), operationObject(one)])),
    ]),
  )
