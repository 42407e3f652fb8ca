import { parseVaultKeyId, type VaultKeyName } from '../core/masterKeySource.ts'

/** The id of a key: without a version where none is named. */
export const vaultKeyId = ({ vaultUrl, name, version }: VaultKeyName): string =>
  [`${vaultUrl}/keys/${name}`, version].filter((part) => part !== undefined).join('/')

/** Whether the id of a key names a version of this one, whichever. A vault does not regard the letter case of names. */
export const isVersionOf = (id: string, { vaultUrl, name }: VaultKeyName): boolean => {
  const other = parseVaultKeyId(id)
  return other?.version !== undefined && other.vaultUrl === vaultUrl && other.name.toLowerCase() === name.toLowerCase()
}
