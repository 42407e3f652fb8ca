import type { Comparison } from '../../conformance/comparing/comparison.ts'
import { createEquality } from '../../conformance/comparing/equality.ts'
import type { Difference, Finding } from '../../conformance/comparing/finding.ts'
import type { Answer, Exchange, Request } from '../../conformance/recording/exchange.ts'

export const azure = 'https://management.azure.com'
export const subscriptionUrl = '/subscriptions/5b0a6c1e-93d7-4f28-8a41-c7e2d9f3b604'
export const groupUrl = `${subscriptionUrl}/resourceGroups/harvest`
export const factoryUrl = `${groupUrl}/providers/Microsoft.DataFactory/factories/Orchard-7`
export const runtimeUrl = `${factoryUrl}/integrationRuntimes/press`

interface Said {
  readonly index?: number
  readonly method?: string
  /** Below the host; without a query it gets an api-version. */
  readonly path?: string
  readonly request?: Partial<Request>
  readonly status?: number
  readonly headers?: Answer['headers']
  readonly body?: unknown
}

/** An exchange that somebody might have recorded; a GET of the factory, answered 200 without a body, unless it says otherwise. */
export const exchange = ({ index = 1, method = 'GET', path = factoryUrl, ...said }: Said = {}): Exchange => ({
  index,
  request: {
    method,
    uri: azure + (path.includes('?') ? path : `${path}?api-version=2018-06-01`),
    headers: {},
    body: undefined,
    ...said.request,
  },
  answer: { status: said.status ?? 200, headers: said.headers ?? {}, body: said.body },
})

/** What refuses in Resource Manager's envelope. */
export const refusal = (code: string, message = 'No.'): unknown => ({ error: { code, message } })

/** A comparison that knows nothing yet. */
export const afresh = (said: Partial<Comparison> = {}): Comparison => ({
  equality: createEquality(),
  unscrub: (text) => text,
  rehost: (text) => text,
  label: '#1',
  ...said,
})

/** Findings in short: `kind place`. */
export const inShort = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ kind, place }) => `${kind} ${place}`)

export const findingsOf = (differences: readonly Difference[]): readonly Finding[] =>
  differences.map(({ finding }) => finding)

/** Texts that are by nature new, and have the shape of the service's own. */
export const fresh = {
  guid: ['0d5c9e64-7f1b-4a83-b2c6-5e8f31d7a902', '91be04d7-2c5a-4e6f-8d30-a7b64f1c9e25'],
  operation: ['8c1f0e5ab37d42c6914e7d2f60b9a358', 'f27b6d04c9e1483a85d0b3a61c7e92f4'],
  time: ['2023-04-05T06:07:08.1234567Z', '2023-04-05T06:07:09.5Z'],
  etag: ['7b00c4d2-0000-0100-0000-642d0f2c0000', '7b00d9e1-0000-0100-0000-642d0f2d0000'],
  secret: [Buffer.alloc(32, 'pear').toString('base64'), Buffer.alloc(32, 'plum').toString('base64')],
} as const
