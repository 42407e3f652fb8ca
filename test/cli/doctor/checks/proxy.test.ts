import { after, test } from 'node:test'
import { assertFound, startClinic } from '../support.ts'

const { see } = await startClinic(after)

test('a proxy that does not spare the server is named, with what to set', async () => {
  await assertFound(see, [
    [
      { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '.example.com, 10.0.0.1' },
      /^proxy: HTTPS_PROXY sends clients to a proxy .*: add localhost to NO_PROXY and no_proxy$/,
    ],
  ])
})
