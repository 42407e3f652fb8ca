import { generateKeyPair, randomBytes, randomUUID, webcrypto } from 'node:crypto'
import { promisify } from 'node:util'
import type { JWK } from 'jose'
import type { Effects } from './core/effects.ts'

/** The machine's own clock and dice: the only place that reads them. */
export const machine: Omit<Effects, 'operationMs'> = { now: () => new Date(), randomBytes, newId: randomUUID }

/** What the process was started with: here alone it is read. */
export const environment: Readonly<Record<string, string | undefined>> = process.env

const newRsaKeyPair = promisify(generateKeyPair)

/** A private RSA key of 2048 bits. */
export const newSigningKey = async (): Promise<JWK> => {
  const { privateKey } = await newRsaKeyPair('rsa', { modulusLength: 2048 })
  return privateKey.export({ format: 'jwk' }) as JWK
}

export const newTlsKeyPair = () =>
  webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
