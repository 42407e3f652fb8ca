import { describe } from 'node:test'
import { type Trouble, testRefusals, usedFolder } from '../support/refusedStart.ts'

const troubles: Record<string, Trouble> = {
  'the well-known credentials on every address': () => ({
    flags: ['--host=0.0.0.0'],
    says: [/everybody knows/, /--host\b/, /0\.0\.0\.0/, /--world/],
  }),
  'the well-known credentials in plain on every address': () => ({
    flags: ['--http-host=::'],
    says: [/everybody knows/, /--http-host\b/],
  }),
  'the well-known credentials behind a public URL': () => ({
    flags: ['--public-url=https://lazulite.example.com'],
    says: [/everybody knows/, /--public-url\b/, /lazulite\.example\.com/],
  }),
  'the well-known credentials of an earlier start': async (t) => ({
    flags: [`--data=${await usedFolder(t)}`, '--host=0.0.0.0'],
    says: [/everybody knows/, /--host\b/],
  }),
  'an unknown flag': () => ({ flags: ['--prot=80'], says: [/--prot\b/, /--port\b/] }),
  'many wrong and unknown settings': () => ({
    flags: ['--prot=80', '--throttle=sometimes', '--port=eighty', 'stray', '--tls-key=key.pem', '--log-level'],
    env: { LAZULITE_HTTP_PROT: '80', LAZULITE_HTTP_PORT: '99999', LAZULITE_PUBLIC_URL: 'ftp://user:hush@example.com' },
    says: [
      /^ +--prot\b.*--port/m,
      /^ +--throttle\b.*hourly.*'sometimes'/m,
      /^ +--port\b.*'eighty'/m,
      /^ +'stray'/m,
      /^ +--tls-certificate and --tls-key/m,
      /^ +--log-level\b/m,
      /^ +LAZULITE_HTTP_PROT\b.*LAZULITE_HTTP_PORT/m,
      /^ +LAZULITE_HTTP_PORT\b.*65535/m,
      /^ +LAZULITE_PUBLIC_URL\b(?!.*hush)/m,
    ],
    isList: true,
  }),
}

describe('a start is refused, with one clear reason and exit code 1, for', { concurrency: 2 }, () => {
  testRefusals(troubles)
})
