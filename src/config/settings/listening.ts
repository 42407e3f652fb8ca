import { Type } from 'typebox'
import { host, isOrigin, path, port } from './kinds.ts'

/** Where the server listens, and for whom. */
export const listening = {
  host: host({
    default: 'localhost',
    description:
      'Where https listens; localhost is both 127.0.0.1 and ::1. ' +
      '0.0.0.0 and :: take calls from elsewhere only under --public-url.',
  }),
  port: port({ default: 8443, description: 'TCP port of https; 0 picks a free one.' }),
  httpHost: host({ default: 'localhost', description: 'Where plain http listens, in the same way.' }),
  httpPort: port({ default: 8080, description: 'TCP port of plain http; 0 picks a free one.' }),
  publicUrl: Type.Optional(
    Type.Refine(
      Type.String({
        expects: 'an https origin as browsers write it, such as https://lazulite.example.com',
        placeholder: 'URL',
        description:
          'The https address that clients use where a proxy stands in front; the proxy must pass the Host header on.',
      }),
      (text) => text.startsWith('https:') && isOrigin(text),
    ),
  ),
  corsOrigin: Type.Immutable(
    Type.Array(Type.Refine(Type.String(), isOrigin), {
      default: [],
      expects: 'origins as browsers write them, such as https://portal.example.com',
      placeholder: 'ORIGIN',
      description: 'Whose web pages may call, beside its own; commas between several, or the flag repeated.',
    }),
  ),
  tlsCertificate: Type.Optional(
    path('file', {
      description: 'PEM file of the certificate and its chain, in place of the one made at first start.',
    }),
  ),
  tlsKey: Type.Optional(path('file', { description: 'PEM file of the private key of that certificate.' })),
}
