import type { X509Certificate } from 'node:crypto'

/** What is known of a server that answers. */
export interface Server {
  /** Its https address, without a slash behind. */
  readonly url: string
  /** Authorities in PEM, of which one vouches for it. */
  readonly ca: readonly string[]
  readonly certificate: X509Certificate
  /** The resources that it takes tokens for, beside its own addresses. */
  readonly audiences: readonly string[]
  /** Not with `--own-issuer=false`: then people and programs sign in at other issuers, which are not known here. */
  readonly signsIn: boolean
  /** How far its clock is ahead of this machine's, in seconds; undefined where it does not say. */
  readonly aheadSeconds: number | undefined
}

/** Why there is none. */
export interface NoServer {
  readonly fault: string
}
