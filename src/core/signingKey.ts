/** A key that access tokens are signed with. */
export interface SigningKey {
  readonly kid: string
  /** RSA private key as a JSON Web Key, as text. */
  readonly privateJwk: string
  readonly createTime: string
}
