import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { tenantId } from './known.ts'
import { temporaryFolder } from './temporaryFolder.ts'

/** A file for `--issuers` with one issuer, which vouches for the tenant of the built-in world. */
export const issuersFile = (t: TestContext, issuer = 'https://login.example'): string => {
  const file = join(temporaryFolder(t), 'issuers.yaml')
  // What is JSON is YAML.
  writeFileSync(file, JSON.stringify([{ issuer, tenantId, audiences: ['api://lazulite'] }]))
  return file
}
