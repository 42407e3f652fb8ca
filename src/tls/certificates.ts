/** What a TLS server shows, and what its clients must trust. */
export interface Certificates {
  /** In PEM: the server's own certificate, then those that vouch for it. */
  readonly certificate: string
  /** The private key of the first, in PEM. */
  readonly key: string
  /** What clients must trust, in PEM. */
  readonly ca: string
  /** Absolute path of a file that holds `ca`. */
  readonly caFile: string
}
