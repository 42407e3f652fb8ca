import type { VaultKeyName } from '../core/masterKeySource.ts'
import { StartError } from '../core/startError.ts'
import { vaultKeyId } from './vaultKeyName.ts'

/**
 * What a client of Azure's answers.
 *
 * @throws StartError in place of whatever it throws: what the vault said, in one line, and what to do.
 */
export const orVaultFault = async <Answer>(key: VaultKeyName, ask: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await ask()
  } catch (cause) {
    throw faultOf(key, cause instanceof Error ? cause : new Error(String(cause)))
  }
}

/** The vault has answered, and yet not what we had asked. */
export const incomprehensible = (key: VaultKeyName, cause?: Error): StartError =>
  fault(key, `${key.vaultUrl} does not answer as a Key Vault does. Check the URL, and what stands in between`, cause)

/** Azure's client knows whom to sign in, and it does not work. */
export const failedSignIn = (key: VaultKeyName, cause: Error): StartError =>
  fault(key, `the sign-in to the vault fails: ${oneLine(cause.message)}`, cause)

/** It is there, and cannot wrap. */
export const unfit = (key: VaultKeyName, keyType: string): StartError =>
  fault(key, `it is of the type ${keyType}, and only RSA and RSA-HSM can wrap. Name another with --master-key`)

const faultOf = (key: VaultKeyName, cause: Error & { readonly statusCode?: number }): StartError => {
  const said = oneLine(cause.message)
  if (cause.name === 'AggregateAuthenticationError') return fault(key, nobody, cause)
  if (cause.name === 'AuthenticationError') return failedSignIn(key, cause)
  if (cause.name === 'AbortError') return fault(key, `${key.vaultUrl} does not answer in time`, cause)
  if (cause.name !== 'RestError' || isUnreadable(cause)) return incomprehensible(key, cause)
  const { statusCode } = cause
  if (statusCode === undefined) return fault(key, `the vault cannot be reached: ${said}`, cause)
  const remedy = remedies[statusCode]
  return fault(key, `the vault answers ${statusCode}, ${said}${remedy === undefined ? '' : `: ${remedy}`}`, cause)
}

const fault = (key: VaultKeyName, what: string, cause?: Error): StartError =>
  new StartError(`The master key ${vaultKeyId(key)} cannot be used: ${what}.`, { cause })

const remedies: Readonly<Record<number, string>> = {
  400: 'a wrapped key may have been changed in the database, or this one is of no use for RSA-OAEP-256',
  401: 'it takes tokens of the tenant that it is in',
  403:
    'whoever is signed in needs the role Key Vault Crypto Service Encryption User at an enabled key, ' +
    'and a way through the firewall',
  404: 'there is no such key or version: name another with --master-key',
}

const nobody =
  'this program is nobody to Azure. Give it a managed identity, or AZURE_TENANT_ID, AZURE_CLIENT_ID and ' +
  'AZURE_CLIENT_SECRET, or sign in with az'

/** Not what JSON is. */
const isUnreadable = (error: Error): boolean => 'code' in error && error.code === 'PARSE_ERROR'

const mostCharacters = 400

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').replace(/[.,\s]+$/, '')
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line
}
