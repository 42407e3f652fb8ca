import { namesOf } from '../http/addresses.ts'
import { hostOf } from './hostOf.ts'

interface Where {
  /** Name or address to listen on. */
  readonly host: string
  readonly publicUrl?: string | undefined
}

/**
 * Every name and address that clients may call the server by: this machine's own, those of `host`, and the host of
 * `publicUrl`. In the form that a certificate has them in.
 */
export const certificateNames = ({ host, publicUrl }: Where): readonly string[] => {
  const urls = [...namesOf('localhost'), ...namesOf(host)].map((name) => `https://${name}`)
  return [...new Set([...urls, ...(publicUrl === undefined ? [] : [publicUrl])].map(hostOf))]
}
