import type { Client } from '../client.ts'

/** The provider azurerm, of the version in main.tf. */
export const terraform: Client = {
  name: 'terraform',
  story: 'story.sh',

  prepare: async ({ need, install }) => {
    for (const program of ['bash', 'curl', 'terraform']) await need(program)
    await install(['terraform', 'init', '-input=false', '-no-color'])
    return (file) => ['bash', file]
  },
}
