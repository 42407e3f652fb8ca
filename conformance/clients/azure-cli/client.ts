import type { Client } from '../client.ts'
import { isThere } from '../isThere.ts'

/** `az`: the one that is on this machine, else one of its own. */
export const azureCli: Client = {
  name: 'azure-cli',
  story: 'story.sh',

  prepare: async ({ need, install }) => {
    await need('bash')
    if (!(await isThere('az'))) {
      await need('python3')
      await install(['python3', '-m', 'venv', '.venv'])
      await install(['.venv/bin/pip', 'install', '--quiet', '--requirement', 'requirements.txt'])
    }
    return (file) => ['bash', 'run.sh', file]
  },
}
