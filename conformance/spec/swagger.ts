/** The parts of a Swagger 2.0 document that are looked at. */
export interface SwaggerFile {
  readonly paths?: Readonly<Record<string, PathItem>>
  readonly definitions?: Readonly<Record<string, SwaggerSchema>>
}

export const verbs = ['delete', 'get', 'head', 'patch', 'post', 'put'] as const

export type PathItem = { readonly parameters?: readonly Referable<SwaggerParameter>[] } & {
  readonly [Verb in (typeof verbs)[number]]?: SwaggerOperation
}

export type Referable<T> = T | { readonly $ref: string }

export interface SwaggerOperation {
  readonly operationId: string
  readonly parameters?: readonly Referable<SwaggerParameter>[]
  readonly responses: Readonly<Record<string, { readonly schema?: SwaggerSchema }>>
  readonly 'x-ms-examples'?: Readonly<Record<string, { readonly $ref: string }>>
  readonly 'x-ms-long-running-operation'?: boolean
}

export interface SwaggerParameter {
  readonly name: string
  readonly in: 'body' | 'header' | 'path' | 'query'
  readonly required?: boolean
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
}

export interface SwaggerSchema {
  readonly $ref?: string
  readonly allOf?: readonly SwaggerSchema[]
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: boolean
  readonly exclusiveMaximum?: boolean
  readonly multipleOf?: number
  readonly items?: SwaggerSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly properties?: Readonly<Record<string, SwaggerSchema>>
  readonly additionalProperties?: boolean | SwaggerSchema
  readonly required?: readonly string[]
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly discriminator?: string
  readonly 'x-ms-discriminator-value'?: string
  readonly 'x-nullable'?: boolean
}
