import { Type } from 'typebox'
import { Optional } from '../optional.ts'

const count = (limits: { readonly minimum?: number; readonly maximum?: number } = {}) => Optional(Type.Integer(limits))
const text = Optional(Type.String())

const DataFlow = Type.Object({
  computeType: Optional(Type.Enum(['General', 'MemoryOptimized', 'ComputeOptimized'])),
  coreCount: count(),
  /** In minutes, as all of these. */
  timeToLive: count({ minimum: 0 }),
  cleanup: Optional(Type.Boolean()),
  customProperties: Optional(Type.Array(Type.Object({ name: text, value: text }))),
})

const VirtualNetwork = Type.Object({
  vNetId: text,
  subnet: text,
  publicIPs: Optional(Type.Array(Type.String())),
  subnetId: text,
})

const CopyComputeScale = Type.Object({
  dataIntegrationUnit: count({ minimum: 4 }),
  timeToLive: count({ minimum: 5 }),
})

const PipelineExternalComputeScale = Type.Object({
  timeToLive: count({ minimum: 5 }),
  numberOfPipelineNodes: count({ minimum: 1, maximum: 10 }),
  numberOfExternalNodes: count({ minimum: 1, maximum: 10 }),
})

/** The machines of a managed runtime: where, how many, how large. */
export const ComputeProperties = Type.Object({
  location: text,
  nodeSize: text,
  numberOfNodes: count({ minimum: 1 }),
  maxParallelExecutionsPerNode: count({ minimum: 1 }),
  dataFlowProperties: Optional(DataFlow),
  vNetProperties: Optional(VirtualNetwork),
  copyComputeScaleProperties: Optional(CopyComputeScale),
  pipelineExternalComputeScaleProperties: Optional(PipelineExternalComputeScale),
})
