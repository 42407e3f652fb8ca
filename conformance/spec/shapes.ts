import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { isJsonObject } from '../../src/core/json.ts'
import type { Document, Placed } from './document.ts'
import { jsonSchemasOf } from './jsonSchema.ts'
import type { Misfit } from './misfit.ts'
import type { SwaggerSchema } from './swagger.ts'

/** Where a value has not the shape that a schema says. */
export type ShapeMisfit = Pick<Misfit, 'kind' | 'place' | 'words'>

/** Tells where a body has not the shape that a schema says. */
export type CheckShape = (schema: Placed<SwaggerSchema>, body: unknown) => readonly ShapeMisfit[]

/** Makes what holds bodies to the schemas of a document. */
export const shapeChecker = (document: Document): CheckShape => {
  const { definitions, convert } = jsonSchemasOf(document)
  const ajv = new Ajv2020({ allErrors: true, strict: false, unicodeRegExp: false, verbose: true })
  formats.default(ajv)
  ajv.addSchema(definitions)
  const compiled = new WeakMap<Placed<SwaggerSchema>, ValidateFunction>()
  const checkOf = (placed: Placed<SwaggerSchema>): ValidateFunction => {
    const check = compiled.get(placed) ?? ajv.compile(convert(placed))
    compiled.set(placed, check)
    return check
  }
  return (placed, body) => {
    const check = checkOf(placed)
    const nulls = errorsOf(check, body).filter(({ data }) => data === null)
    const misfits = [
      ...errorsOf(check, withoutNulls(body)).map((error) => misfitOf(error, body)),
      ...nulls.map((error) => ({ ...misfitOf(error, body), kind: 'null', words: 'is null' })),
    ]
    return [...new Map(misfits.map((misfit) => [`${misfit.place} ${misfit.words}`, misfit])).values()]
  }
}

const errorsOf = (check: ValidateFunction, value: unknown): readonly ErrorObject[] =>
  check(value) ? [] : (check.errors ?? []).filter(({ keyword }) => keyword !== 'if')

/** A null member says as much as none: what its being null breaks is told apart from what its absence breaks. */
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isJsonObject(value)) return value
  const members = Object.entries(value).filter(([, member]) => member !== null)
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]))
}

const misfitOf = ({ instancePath, keyword, message = '', params }: ErrorObject, body: unknown): ShapeMisfit => ({
  place: placeOf(instancePath, body),
  kind: keyword,
  words: keyword === 'enum' ? `must be one of ${params.allowedValues.join(', ')}` : message,
})

/** `/value/0/name` as `body.value[0].name`. */
const placeOf = (pointer: string, body: unknown): string => {
  let place = 'body'
  let at = body
  for (const name of pointer.split('/').slice(1).map(unescaped)) {
    place += Array.isArray(at) ? `[${name}]` : `.${name}`
    at = isJsonObject(at) || Array.isArray(at) ? (at as Record<string, unknown>)[name] : undefined
  }
  return place
}

const unescaped = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~')
