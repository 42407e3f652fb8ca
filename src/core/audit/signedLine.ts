import { type KeyObject, sign, verify } from 'node:crypto'

/** What is signed: neither can pass for the other, since the members of what is signed begin with others. */
export type SignedKind = 'checkpoint' | 'manifest'

/** Around what is signed. A signature of Ed25519 has 64 bytes; only one base64 text stands for them. */
const beginning = (kind: SignedKind): string => `{"${kind}":`
const ending = /^,"signature":"([0-9A-Za-z+/]{85}[AQgw]==)"\}$/
const endingBytes = ',"signature":""}'.length + 88

/**
 * A line of an export that vouches for others, signed with Ed25519 over the very bytes of its value.
 *
 * @param privateKey in PEM.
 */
export const signedLine = (kind: SignedKind, value: object, privateKey: string): string => {
  const text = JSON.stringify(value)
  return `${beginning(kind)}${text},"signature":"${sign(null, Buffer.from(text), privateKey).toString('base64')}"}`
}

/** Whether a line gives itself out for one of a kind. */
export const isSignedLine = (kind: SignedKind, line: Buffer): boolean => {
  const text = beginning(kind)
  return line.toString('latin1', 0, text.length) === text
}

/** The value of a line of `signedLine`; undefined where the key has not signed it, to the letter. */
export const openSignedLine = (kind: SignedKind, line: Buffer, publicKey: KeyObject): unknown => {
  const from = beginning(kind).length
  const to = line.length - endingBytes
  const [, signature] = ending.exec(line.toString('latin1', Math.max(from, to))) ?? []
  if (!isSignedLine(kind, line) || signature === undefined) return undefined
  const value = line.subarray(from, to)
  if (!verify(null, value, publicKey, Buffer.from(signature, 'base64'))) return undefined
  return JSON.parse(value.toString())
}
