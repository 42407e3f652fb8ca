import { randomBytes } from 'node:crypto'

/** Where in an answer secrets stand by their names. */
const secretNames =
  /"(?:access_token|refresh_token|id_token|device_code|client_secret|credential|authKey[12])":\s*"((?:[^"\\]|\\.)+)"/g

/** All secrets that a story has sent or was told, by what is secret of them. */
export const knownSecrets = () => {
  const secrets = new Set<string>()
  const add = (text: string): string => {
    const part = secretPartOf(text)
    if (part.length >= 8) secrets.add(part)
    return text
  }
  return {
    secrets,
    add,
    /** A fresh one, of a length that people choose, with what each encoding must escape. */
    make: (): string => add(`"${randomBytes(24).toString('base64')}" & <é>/+%`),
    /** All that are in an answer by the names that they have there. */
    addAllIn: (text: string): void => {
      for (const [, value = ''] of text.matchAll(secretNames)) add(JSON.parse(`"${value}"`))
    },
  }
}

/** Of a key what stands behind all that names its runtime, of a credential what stands behind its id, of a token its signature. */
const secretPartOf = (text: string): string => {
  if (/^IR@/.test(text)) return text.slice(text.lastIndexOf('@') + 1)
  if (/^eyJ|^[0-9a-f-]{36}\./.test(text)) return text.slice(text.lastIndexOf('.') + 1)
  return text
}
