import type { IncomingHttpHeaders } from 'node:http'

/** What a server has answered. */
export interface Page {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** Where a browser has come to. */
export interface Visit {
  /** With its fragment, if it has one. */
  readonly url: URL
  /** Undefined where the browser was sent away from the server: what is there is nobody's business here. */
  readonly page: Page | undefined
}
