import { Type } from 'typebox'

/** Parts of an exchange that every form of recording has. */

export const RecordedMethod = Type.String({ pattern: '^[A-Z]+$', expects: 'a method such as POST' })

export const RecordedUrl = Type.Refine(
  Type.String({ expects: 'an absolute URL' }),
  (text) => /^https?:/i.test(text) && URL.canParse(text),
)

export const RecordedStatus = Type.Integer({ minimum: 100, maximum: 599 })
