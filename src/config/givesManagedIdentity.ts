import type { Config } from './settings.ts'

/**
 * Whether programs on this machine get a managed identity. Not under a public URL, unless somebody says so: what a proxy
 * on the same machine passes on can look like a request of such a program.
 */
export const givesManagedIdentity = ({
  managedIdentity,
  ownIssuer,
  publicUrl,
}: Pick<Config, 'managedIdentity' | 'ownIssuer' | 'publicUrl'>): boolean =>
  ownIssuer && (managedIdentity ?? publicUrl === undefined)
