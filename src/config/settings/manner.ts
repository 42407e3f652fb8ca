import { Type } from 'typebox'

/** How the service behaves. */
export const manner = {
  throttle: Type.Enum(['hourly', 'bucket', 'off'], {
    default: 'hourly',
    description:
      'Quotas. hourly: 12,000 reads, 1,200 writes and 15,000 deletes an hour; ' +
      "bucket: Azure's regime since 2024; off: none.",
  }),
  operationSeconds: Type.Integer({
    default: 2,
    minimum: 0,
    maximum: 86_400,
    placeholder: 'SECONDS',
    description: 'How many seconds the machines take that are started, stopped or cleared away; 0 is at once.',
  }),
  pageSize: Type.Integer({
    default: 100,
    minimum: 1,
    maximum: 1000,
    placeholder: 'ITEMS',
    description: 'How many items a list has before it goes on at its nextLink.',
  }),
}
