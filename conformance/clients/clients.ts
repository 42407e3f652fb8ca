import { azureCli } from './azure-cli/client.ts'
import type { Client } from './client.ts'
import { curl } from './curl/client.ts'
import { go } from './go/client.ts'
import { java } from './java/client.ts'
import { javascript } from './javascript/client.ts'
import { python } from './python/client.ts'
import { terraform } from './terraform/client.ts'

/** Those that are tried, in the order in which they are told of. */
export const clients: readonly Client[] = [javascript, curl, python, go, java, azureCli, terraform]
