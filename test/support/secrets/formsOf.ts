/** From so many characters on, each half of a secret is looked for by itself: whoever finds a half has too much. */
const halvedFrom = 32

/** What stands in a file that holds a secret, or half of it, in any form that hides it from the eye. */
export const formsOf = (secret: string): readonly Buffer[] => {
  const forms = [...halvesOf(secret).flatMap(formsOfText), ...bytesOf(secret).flatMap(formsOfBytes)]
  return [...new Map(forms.map((form) => [form.toString('latin1'), form])).values()]
}

/** The same for what is drawn by the hundred thousand: whole forms alone, without what hides them once more. */
export const plainFormsOf = (bytes: Buffer): readonly Buffer[] => {
  const texts = [bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')]
  return [bytes.subarray(0, bytes.length / 2), ...texts.map((text) => Buffer.from(firstHalf(text)))]
}

const firstHalf = (text: string): string => text.slice(0, Math.ceil(text.length / 2))

const halvesOf = (text: string): readonly string[] => {
  if (text.length < halvedFrom) return [text]
  const middle = Math.ceil(text.length / 2)
  return [text.slice(0, middle), text.slice(middle)]
}

/** Those that a secret in base64 stands for, in halves. */
const bytesOf = (secret: string): readonly Buffer[] => {
  const bytes = Buffer.from(secret, 'base64')
  const isBase64 = bytes.toString('base64') === secret || bytes.toString('base64url') === secret
  if (!isBase64 || bytes.length < halvedFrom) return []
  const middle = bytes.length / 2
  return [bytes.subarray(0, middle), bytes.subarray(middle)]
}

const formsOfText = (text: string): readonly Buffer[] => {
  const json = JSON.stringify(text).slice(1, -1)
  const percent = encodeURIComponent(text)
  const inLowerCase = percent.replace(/%../g, (code) => code.toLowerCase())
  const form = new URLSearchParams({ '': text }).toString().slice(1)
  const html = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  const texts = [text, json, json.replaceAll('/', '\\/'), percent, inLowerCase, form, html]
  return [...texts.map((one) => Buffer.from(one)), ...hexOf(Buffer.from(text)), ...base64Of(Buffer.from(text))]
}

const formsOfBytes = (bytes: Buffer): readonly Buffer[] => [bytes, ...hexOf(bytes), ...base64Of(bytes)]

const hexOf = (bytes: Buffer): readonly Buffer[] => {
  const hex = bytes.toString('hex')
  return [Buffer.from(hex), Buffer.from(hex.toUpperCase())]
}

/** What base64 makes of the bytes wherever they stand in what it encodes, without the digits that are of others, too. */
const base64Of = (bytes: Buffer): readonly Buffer[] =>
  (['base64', 'base64url'] as const).flatMap((encoding) =>
    [0, 1, 2].map((before) => {
      const text = Buffer.concat([Buffer.alloc(before), bytes]).toString(encoding)
      return Buffer.from(text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)))
    }),
  )
