import type { JsonObject } from '../../src/core/json.ts'
import type { Document, Placed } from './document.ts'
import { wholeReference } from './references.ts'
import type { SwaggerSchema } from './swagger.ts'

/** What means the same in Swagger 2.0 and in JSON Schema. */
const common = [
  'type',
  'enum',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'multipleOf',
  'required',
] as const satisfies readonly (keyof SwaggerSchema)[]

/** The schemas of a document as JSON Schema 2020-12. */
export interface JsonSchemas {
  /** What all others refer to. */
  readonly definitions: JsonObject
  convert(schema: Placed<SwaggerSchema>): JsonObject
}

const documentId = 'document'

/**
 * A definition with a discriminator stands there twice: alone, for its heirs to refer to, and as any of its heirs, for
 * all others.
 */
export const jsonSchemasOf = (document: Document): JsonSchemas => {
  const { definitions } = document

  const convert = ({ value: schema, file }: Placed<SwaggerSchema>): JsonObject => {
    if (schema.$ref !== undefined) {
      const reference = wholeReference(schema.$ref, file)
      return definitions.get(reference)?.value.discriminator ? toHeirs(reference) : to(reference)
    }
    const within = (value: SwaggerSchema): JsonObject => convert({ value, file })
    const { properties, additionalProperties, items, allOf } = schema
    return orNull(schema, {
      ...(isAnything(schema) ? {} : demandsOf(schema)),
      ...(properties && { properties: mapValues(properties, within) }),
      ...(typeof additionalProperties === 'object' && { additionalProperties: within(additionalProperties) }),
      ...(items && { items: within(items) }),
      ...(allOf && {
        allOf: allOf.map((parent) => (parent.$ref ? to(wholeReference(parent.$ref, file)) : within(parent))),
      }),
    })
  }

  const $defs: Record<string, JsonObject> = {}
  for (const [reference, placed] of definitions) {
    $defs[keyOf(reference)] = convert(placed)
    const { discriminator } = placed.value
    if (discriminator) $defs[heirsKeyOf(reference)] = oneOfHeirs(discriminator, reference, heirsOf(document, reference))
  }
  return { definitions: { $id: documentId, $defs }, convert }
}

const keyOf = (reference: string): string => reference.replace(/[^\w.-]+/g, '_')
const heirsKeyOf = (reference: string): string => `${keyOf(reference)}-or-heirs`
const to = (reference: string): JsonObject => ({ $ref: `${documentId}#/$defs/${keyOf(reference)}` })
const toHeirs = (reference: string): JsonObject => ({ $ref: `${documentId}#/$defs/${heirsKeyOf(reference)}` })

/** Data Factory's documents say "object" of members that take any JSON, such as a text or an expression. */
const isAnything = ({ type, properties, additionalProperties, allOf }: SwaggerSchema): boolean =>
  type === 'object' && !properties && !additionalProperties && !allOf

const demandsOf = (schema: SwaggerSchema): JsonObject => {
  const { properties, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema
  return {
    // Documents leave it out where they name members.
    ...(properties && { type: 'object' }),
    ...Object.fromEntries(common.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]])),
    ...(minimum !== undefined && { [exclusiveMinimum ? 'exclusiveMinimum' : 'minimum']: minimum }),
    ...(maximum !== undefined && { [exclusiveMaximum ? 'exclusiveMaximum' : 'maximum']: maximum }),
  }
}

const orNull = ({ 'x-nullable': nullable }: SwaggerSchema, schema: JsonObject): JsonObject =>
  nullable ? { anyOf: [schema, { type: 'null' }] } : schema

/** References to those that build on a definition, or on one that does; each by the value that tells it from others. */
const heirsOf = ({ definitions }: Document, ancestor: string): ReadonlyMap<string, string> => {
  const buildsOn = ({ value, file }: Placed<SwaggerSchema>): boolean =>
    (value.allOf ?? []).some(({ $ref }) => {
      const parent = $ref && wholeReference($ref, file)
      const placed = parent ? definitions.get(parent) : undefined
      return parent === ancestor || (placed !== undefined && buildsOn(placed))
    })
  const heirs = [...definitions].filter(([, placed]) => buildsOn(placed))
  return new Map(
    heirs.map(([reference, { value }]) => [
      value['x-ms-discriminator-value'] ?? reference.slice(reference.lastIndexOf('/') + 1),
      reference,
    ]),
  )
}

const oneOfHeirs = (discriminator: string, ancestor: string, heirs: ReadonlyMap<string, string>): JsonObject => ({
  allOf: [
    to(ancestor),
    { properties: { [discriminator]: { enum: [...heirs.keys()] } } },
    ...[...heirs].map(([value, reference]) => ({
      if: { properties: { [discriminator]: { const: value } }, required: [discriminator] },
      // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's, and nobody awaits it.
      then: to(reference),
    })),
  ],
})

const mapValues = <T, U>(object: Readonly<Record<string, T>>, map: (value: T) => U): Readonly<Record<string, U>> =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]))
