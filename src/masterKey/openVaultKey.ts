import type { DefaultAzureCredential } from '@azure/identity'
import type { CryptographyClient, KeyVaultKey } from '@azure/keyvault-keys'
import { keyBytes, type MasterKey, spoiltWrappedKey, wrongMasterKey } from '../core/masterKey.ts'
import { parseVaultKeyId, type VaultKeyName } from '../core/masterKeySource.ts'
import { failedSignIn, incomprehensible, orVaultFault, unfit } from './vaultFault.ts'
import { isVersionOf } from './vaultKeyName.ts'

/** The one that Azure recommends of those that every RSA key in a vault has. */
const algorithm = 'RSA-OAEP-256'
/** For one question to the vault, with the sign-in before it and whatever is tried again. */
const patienceMs = 20_000
/** A vault that is away for longer than two seconds is told of, and not waited for. */
const retryOptions = { maxRetries: 2, retryDelayInMs: 500 }

/**
 * A key in Azure Key Vault as the master key, signed in to as `DefaultAzureCredential` of `@azure/identity` does: by the
 * process's own variables, a workload or managed identity, or whoever is signed in to az. It wraps with the version that
 * is named, or else the newest one there is now; what other versions have wrapped, they unwrap.
 *
 * @throws StartError when the vault cannot be reached, refuses, or has no such RSA key.
 */
export const openVaultKey = async (named: VaultKeyName): Promise<MasterKey> => {
  const { findKey, clientOf } = await connect(named)
  const key = await orVaultFault(named, () => findKey(named))
  const id = idOf(named, key)
  const source = 'the key in Azure Key Vault'
  return {
    id,
    source,
    wrap: async (other) => {
      const { result } = await orVaultFault(named, () => clientOf(id).wrapKey(algorithm, other, patience()))
      if (!isBytes(result)) throw incomprehensible(named)
      return Buffer.from(result).toString('base64url')
    },
    unwrap: async ({ wrapped, wrappedBy }) => {
      if (!isVersionOf(wrappedBy, named)) throw wrongMasterKey({ id, source }, wrappedBy)
      const bytes = Buffer.from(wrapped, 'base64url')
      const { result } = await orVaultFault(named, () => clientOf(wrappedBy).unwrapKey(algorithm, bytes, patience()))
      if (!isBytes(result)) throw incomprehensible(named)
      if (result.length !== keyBytes) throw spoiltWrappedKey({ id: wrappedBy })
      return Buffer.from(result)
    },
  }
}

/** Its id, with the version. */
const idOf = (named: VaultKeyName, { id = '', keyType = '' }: KeyVaultKey): string => {
  if (!isVersionOf(id, named) || !id.endsWith(named.version ?? '')) throw incomprehensible(named)
  if (!['RSA', 'RSA-HSM'].includes(keyType)) throw unfit(named, keyType)
  return id
}

const patience = () => ({ abortSignal: AbortSignal.timeout(patienceMs) })
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array && value.length > 0

interface Connection {
  findKey(named: VaultKeyName): Promise<KeyVaultKey>
  clientOf(id: string): CryptographyClient
}

/** Loaded only here: nobody else needs so much code. */
const connect = async (named: VaultKeyName): Promise<Connection> => {
  const [{ DefaultAzureCredential }, { CryptographyClient, KeyClient }] = await Promise.all([
    import('@azure/identity'),
    import('@azure/keyvault-keys'),
  ])
  const { vaultUrl } = named
  const credential = signInAs(named, () => new DefaultAzureCredential())
  const keys = new KeyClient(vaultUrl, credential, { retryOptions })
  return {
    findKey: ({ name, version }) => keys.getKey(name, { ...patience(), ...(version !== undefined && { version }) }),
    clientOf: (id) => {
      const { name = '' } = parseVaultKeyId(id) ?? {}
      // Told no more than this of the key, the client asks the vault. Told all, or nothing, it would decide by itself, and
      // refuse to unwrap with a key that has expired, which the vault does.
      return new CryptographyClient({ id, name, properties: { id, name, vaultUrl } }, credential, { retryOptions })
    },
  }
}

/** It refuses a wrong AZURE_TOKEN_CREDENTIALS as soon as it is made. */
const signInAs = (named: VaultKeyName, make: () => DefaultAzureCredential): DefaultAzureCredential => {
  try {
    return make()
  } catch (cause) {
    throw failedSignIn(named, cause as Error)
  }
}
