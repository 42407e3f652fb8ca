/** Where a master key is to be found. */
export type MasterKeySource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'variable'; readonly name: string }
  | ({ readonly kind: 'vault' } & VaultKeyName)

/** A key in Azure Key Vault, or in a Managed HSM. */
export interface VaultKeyName {
  /** `https://HOST`, without a slash behind. */
  readonly vaultUrl: string
  readonly name: string
  /** 32 hexadecimal digits; undefined for the newest. */
  readonly version: string | undefined
}

/** What a setting must be, for the person who has written another. */
export const masterKeySourceExpects = 'file:PATH, env:NAME or the https URL of a key in Azure Key Vault'

/** Undefined for a text that names no place. */
export const parseMasterKeySource = (text: string): MasterKeySource | undefined => {
  const [, scheme, rest = ''] = /^(file|env):(.+)$/s.exec(text) ?? []
  if (scheme === 'file') return { kind: 'file', path: rest }
  if (scheme === 'env') return isVariableName(rest) ? { kind: 'variable', name: rest } : undefined
  const vaultKey = parseVaultKeyId(text)
  return vaultKey && { kind: 'vault', ...vaultKey }
}

/**
 * The parts of a key's id: `https://HOST/keys/NAME`, with or without a version. Documented: a name has up to 127 letters,
 * digits and hyphens.
 */
export const parseVaultKeyId = (id: string): VaultKeyName | undefined => {
  const [, origin = '', name = '', version] =
    /^(https:\/\/[\w.:-]+)\/keys\/([0-9A-Za-z-]{1,127})(?:\/([0-9A-Fa-f]{32}))?$/.exec(id) ?? []
  const url = URL.parse(origin)
  return url ? { vaultUrl: url.origin, name, version } : undefined
}

const isVariableName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text)
