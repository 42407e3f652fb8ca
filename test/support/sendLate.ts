import { Readable } from 'node:stream'
import type { AnyOperation } from '../../src/operations/operation.ts'
import { origin } from './known.ts'
import { sampleOf, urlOf } from './samples.ts'
import type { Service } from './shareService.ts'

interface Late {
  readonly token: string
  /** What happens once the head has been let in, before any of the body has come. */
  readonly meanwhile: () => Promise<unknown>
}

/** Sends the sample request of an operation, its body only when somebody wants to read it; answers with the status. */
export const sendLate = async (
  { app }: Service,
  operation: AnyOperation,
  { token, meanwhile }: Late,
): Promise<number> => {
  const body = JSON.stringify(sampleOf(operation).body ?? {})
  const sending = async function* () {
    await meanwhile()
    yield Buffer.from(body)
  }
  const { statusCode } = await app.inject({
    method: operation.method,
    url: `${urlOf(operation)}?api-version=2018-06-01`,
    headers: {
      host: new URL(origin).host,
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    },
    payload: Readable.from(sending()),
  })
  return statusCode
}
