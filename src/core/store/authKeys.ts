import type { AuthKey, AuthKeyId, AuthKeyName } from '../authKey.ts'

/** What a fingerprint is of: one that was copied to where another belongs is the fingerprint of nothing. */
export type FingerprintPurpose = 'auditChain' | 'authKey' | 'nodeCredential' | 'request'

/** A key whose place the next generation has taken. */
export interface FormerAuthKey extends AuthKey {
  readonly supersededTime: string
}

/** What the core needs kept of authentication keys. Their secrets are sealed at rest; that is the store's to see to. */
export interface AuthKeyReader {
  /**
   * A keyed hash that this store alone can make, for as long as it lives: 32 hexadecimal digits. That of the same parts is
   * another for each purpose.
   */
  fingerprint(purpose: FingerprintPurpose, ...parts: readonly string[]): string
  /** The current generation of each, authKey1 first; none where the runtime has none, or is gone. */
  listAuthKeys(runtimeUid: string): Promise<AuthKey[]>
  /** Of each name the newest so many that have ended: those of authKey1 first, the newest first. */
  listFormerAuthKeys(runtimeUid: string, limit: number): Promise<FormerAuthKey[]>
  /** Of any generation. */
  findAuthKeyBy(runtimeUid: string, fingerprint: string): Promise<AuthKey | undefined>
  /**
   * Of the current generation; undefined when the runtime has none, or is gone.
   *
   * @throws SealBroken when it is not as it was kept.
   */
  findAuthKeySecret(runtimeUid: string, name: AuthKeyName): Promise<string | undefined>
}

export interface AuthKeyWriter {
  /**
   * Makes a key the current one of its name. Of the one before it, which ends when this one begins, the secret is found no
   * more. Sealed, it may stay for a while in the log of the engine.
   */
  saveAuthKey(key: AuthKey, secret: string): Promise<void>
  /** Adds to what a key of any generation was used; the later of two times counts. */
  addAuthKeyUses(id: AuthKeyId, more: { readonly uses: number; readonly lastUsedTime: string }): Promise<void>
}
