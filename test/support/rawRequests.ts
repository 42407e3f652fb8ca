const path =
  '/subscriptions/12345678-1234-1234-1234-12345678abc/resourceGroups/exampleResourceGroup/providers' +
  '/Microsoft.DataFactory/factories/exampleFactoryName/integrationRuntimes/exampleIntegrationRuntime'
const version = 'api-version=2018-06-01'

export interface RawRequests {
  /** The line of the Host header. */
  readonly host: string
  /** That line, the token, and that the connection ends with the answer. */
  readonly usual: string
  readonly list: string
  /** A rotation up to where its body's headers would stand. */
  readonly rotateHead: string
  readonly rotate: string
  put(path: string): string
}

/** Good requests to the documentation's own runtime as the bytes that go over the wire, to be spoilt by a test. */
export const rawRequests = (port: number, token: string): RawRequests => {
  const host = `Host: localhost:${port}`
  const usual = `${host}\r\nAuthorization: Bearer ${token}\r\nConnection: close`
  const rotateHead = `POST ${path}/regenerateAuthKey?${version} HTTP/1.1\r\n${usual}\r\n`
  return {
    host,
    usual,
    list: `POST ${path}/listAuthKeys?${version} HTTP/1.1\r\n${usual}\r\n\r\n`,
    rotateHead,
    rotate: rotateHead + json('{"keyName":"authKey1"}'),
    put: (path) => `PUT ${path}?${version} HTTP/1.1\r\n${usual}\r\n${json('{"location":"eastus"}')}`,
  }
}

const json = (body: string): string => `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
