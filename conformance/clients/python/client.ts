import type { Client } from '../client.ts'

/** `azure-mgmt-datafactory` and `azure-identity`, in an environment of their own. */
export const python: Client = {
  name: 'python',
  story: 'story.py',

  prepare: async ({ need, install }) => {
    await need('python3')
    await install(['python3', '-m', 'venv', '.venv'])
    await install(['.venv/bin/pip', 'install', '--quiet', '--requirement', 'requirements.txt'])
    return (file) => ['.venv/bin/python', file]
  },
}
