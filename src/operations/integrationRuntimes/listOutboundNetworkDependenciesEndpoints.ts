import { Type } from 'typebox'
import { outboundDependencies } from '../../core/outboundDependencies.ts'
import { requireRuntime } from '../../core/requireRuntime.ts'
import { ok, operation } from '../operation.ts'
import { runtimePath } from '../paths.ts'

const EndpointReply = Type.Object(
  {
    domainName: Type.String(),
    endpointDetails: Type.Array(Type.Object({ port: Type.Integer() }, { additionalProperties: false })),
  },
  { additionalProperties: false },
)

const DependenciesReply = Type.Object(
  {
    value: Type.Array(
      Type.Object({ category: Type.String(), endpoints: Type.Array(EndpointReply) }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
)

/**
 * Lists what the machines of a runtime for SSIS must be able to reach out of their virtual network. Documented.
 *
 * @throws CloudError `NotFound`; `BadRequest` for another kind of runtime, and for one in no network.
 */
export const listOutboundNetworkDependenciesEndpoints = operation({
  id: 'IntegrationRuntimes_ListOutboundNetworkDependenciesEndpoints',
  method: 'GET',
  path: `${runtimePath}/outboundNetworkDependenciesEndpoints`,
  action: 'Microsoft.DataFactory/factories/integrationruntimes/outboundNetworkDependenciesEndpoints/read',
  summary: 'Lists what the machines of an integration runtime for SSIS must be able to reach.',
  effect: 'read',
  body: null,
  replies: { 200: DependenciesReply },

  handle: async ({ target, factory }, tx) => {
    const runtime = await requireRuntime(tx, { ...target, ...factory.id })
    const value = outboundDependencies(factory, runtime).map(({ category, endpoints }) => ({
      category,
      endpoints: endpoints.map(({ domainName, port }) => ({ domainName, endpointDetails: [{ port }] })),
    }))
    return ok({ value })
  },
})
