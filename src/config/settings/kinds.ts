import { isIPv6 } from 'node:net'
import { Type } from 'typebox'

/** What `--help` and the documentation say of a setting, beside its type. */
interface Help {
  readonly default?: unknown
  /** Meaning and unit. */
  readonly description: string
}

/** What can be listened on and stand in a URL as it is: `127.1`, zones and brackets cannot. */
const isHost = (text: string): boolean => {
  if (isIPv6(text)) return URL.canParse(`http://[${text}]`)
  return /^[\w.-]+$/.test(text) && URL.parse(`http://${text}`)?.hostname === text.toLowerCase()
}

/** A setting that names where to listen. */
export const host = (help: Help) =>
  Type.Refine(
    Type.String({ ...help, expects: 'a host name, or an IP address without brackets', placeholder: 'HOST' }),
    isHost,
  )

/** As a browser's `Origin` header has it: no path, no default port, no upper case, nobody's password. */
export const isOrigin = (text: string): boolean => /^https?:/.test(text) && URL.parse(text)?.origin === text

/** A setting that names a TCP port. */
export const port = (help: Help) => Type.Integer({ ...help, minimum: 0, maximum: 65_535, placeholder: 'PORT' })
/** A setting that names a file or a folder. */
export const path = (what: string, help: Help) =>
  Type.String({ ...help, minLength: 1, expects: `the path of a ${what}`, placeholder: what.toUpperCase() })
