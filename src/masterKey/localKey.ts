import { createHash } from 'node:crypto'
import type { RandomBytes } from '../core/effects.ts'
import { keyBytes, type MasterKey, spoiltWrappedKey, wrongMasterKey } from '../core/masterKey.ts'
import { seal, unseal } from '../core/seal.ts'

interface LocalKey {
  /** 32 bytes. */
  readonly key: Buffer
  readonly source: string
}

/** A master key whose bytes we have: it wraps by AES-256-GCM. */
export const localKey = ({ key, source }: LocalKey, randomBytes: RandomBytes): MasterKey => {
  const id = `local:${createHash('sha256').update(idDomain).update(key).digest('hex').slice(0, idDigits)}`
  return {
    id,
    source,
    wrap: async (other) => seal(key, { place, text: other.toString('base64') }, { randomBytes }),
    unwrap: async ({ wrapped, wrappedBy }) => {
      if (wrappedBy !== id) throw wrongMasterKey({ id, source }, wrappedBy)
      const bytes = Buffer.from(unseal(key, place, wrapped) ?? '', 'base64')
      if (bytes.length !== keyBytes) throw spoiltWrappedKey({ id })
      return bytes
    },
  }
}

/** 64 bits: enough to tell any two keys apart that somebody has. */
const idDigits = 16
/** So that no hash of the key for another purpose is ever this one. */
const idDomain = 'lazulite: id of a master key\0'
const place = 'lazulite: a key of the store'

/** Undefined for whatever is not base64 of exactly 32 bytes; one line feed may stand behind. */
export const parseLocalKey = (text: string): Buffer | undefined => {
  const digits = text.replace(/\r?\n$/, '')
  const key = Buffer.from(digits, 'base64')
  // Decoding passes over what does not belong.
  return key.length === keyBytes && key.toString('base64') === digits ? key : undefined
}
