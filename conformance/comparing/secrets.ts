/** Members whose whole value is a secret, fresh in each run. */
const secretNames = [
  'accessToken',
  'authKey1',
  'authKey2',
  'gitHubAccessToken',
  'identityCertThumbprint',
  'publicKey',
  'serviceToken',
]

/** Whether a member of this name holds a secret that the service made. */
export const isSecretName = (name: string): boolean => secretNames.includes(name)

/** Whether somebody has put another text in a secret's place, so that its own shape is gone. */
export const isRedacted = (text: string): boolean =>
  /^\W*(redacted|sanitized|removed|hidden|masked|fake\w*|secret|x+)?\W*$/i.test(text)

/** An authentication key without its secret part, and that part; of other secrets nothing, and all. */
export const splitAuthKey = (key: string): readonly [string, string] => {
  const end = key.startsWith('IR@') ? key.lastIndexOf('@') + 1 : 0
  return [key.slice(0, end), key.slice(end)]
}

/** An authentication key, up to its secret part. */
const authKey = /(IR@[^\s"']*@)([^\s"'@]+)/g

/** A text as it may be printed: of what is secret in it, a few letters. */
export const withoutSecrets = (text: string): string =>
  text
    .replace(authKey, (_, known: string, secret: string) => known + beginningOf(secret))
    .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]*/g, beginningOf)
    .replace(/(?<![A-Za-z\d+/=])[A-Za-z\d+/]{43}=/g, beginningOf)

/** A secret as it may be printed. */
export const beginningOf = (secret: string): string => (isRedacted(secret) ? secret : `${secret.slice(0, 4)}…`)
