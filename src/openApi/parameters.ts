import { Type } from 'typebox'
import { resourceOf } from '../arm/resource.ts'
import type { JsonObject } from '../core/json.ts'
import { runtimeDeeds } from '../core/longRunning.ts'
import { nameRules } from '../core/names.ts'
import { dataFactoryApiVersions } from '../core/provider.ts'
import { operations } from '../operations/index.ts'
import type { AnyOperation } from '../operations/operation.ts'
import { exampleNames } from './exampleNames.ts'
import { pathTemplate } from './pathTemplate.ts'
import { queryParameters } from './queryParameters.ts'

/** What an operation looks at, apart from the body. */
export const parametersOf = (operation: AnyOperation): readonly JsonObject[] => [
  ...[...namesInPath(operation), resourceOf(operation).provided ? 'dataFactoryApiVersion' : 'apiVersion'].map(to),
  ...queryParameters(operation),
  ...(isList(operation) ? ['top', 'skipToken'] : []).map(to),
  ...(operation.etag ? ['ifMatch', 'ifNoneMatch'] : []).map(to),
  ...(operation.effect === 'change' ? ['repeatabilityRequestId', 'repeatabilityFirstSent'] : []).map(to),
  ...Object.entries(operation.ownHeaders ?? {}).map(([name, description]) => switchParameter(name, description)),
]

const to = (name: string): JsonObject => ({ $ref: `#/components/parameters/${name}` })

/** All that these refer to. */
export const parameterObjects = (): JsonObject => ({
  ...Object.fromEntries(operations.flatMap(namesInPath).map((name) => [name, pathParameter(name)])),
  ...others,
})

const namesInPath = (operation: AnyOperation): readonly string[] =>
  [...pathTemplate(operation).matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

/** Whether it answers with a list, of which there may be more. */
const isList = ({ replies }: AnyOperation): boolean => {
  const reply = replies[200]
  return Type.IsObject(reply) && 'nextLink' in reply.properties
}

const pathParameter = (name: string): JsonObject => {
  const rule = nameRules[name]
  const schema = rule && { pattern: rule.pattern.source, minLength: rule.minLength, maxLength: rule.maxLength }
  return {
    name,
    in: 'path',
    required: true,
    ...about[name],
    schema: { type: 'string', ...schema, ...(name === 'deed' && { enum: runtimeDeeds }) },
    example: examples[name],
  }
}

const examples: Readonly<Record<string, string>> = exampleNames

/** What a name and its pattern do not say. */
const about: Readonly<Record<string, JsonObject>> = {
  deed: { description: 'What was begun.' },
  locationId: { description: 'A region, by its short name.' },
  operationId: { description: 'As it stands in the headers of the answer that it began with.' },
  resourceProviderNamespace: { description: 'Such as Microsoft.DataFactory.' },
  scope: {
    description:
      'Path of what roles are given at, without the slash in front: a subscription, a resource group, a factory or an ' +
      'integration runtime. Empty for the tenant, and then without the slash behind it.',
    'x-ms-skip-url-encoding': true,
  },
  subscriptionId: { description: 'A GUID; that of the documentation’s own sample is a digit short.' },
}

const text = { type: 'string' }

/** A header that is on or off. */
const switchParameter = (name: string, description: string): JsonObject => ({
  name,
  in: 'header',
  description,
  schema: { type: 'string', enum: ['true', 'false'] },
})

const others = {
  apiVersion: {
    name: 'api-version',
    in: 'query',
    required: true,
    schema: { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}(-preview)?$` },
    example: '2022-12-01',
  },
  dataFactoryApiVersion: {
    name: 'api-version',
    in: 'query',
    required: true,
    schema: { type: 'string', enum: dataFactoryApiVersions },
    example: dataFactoryApiVersions.at(-1),
  },
  top: {
    name: '$top',
    in: 'query',
    description: 'How many items a page may have at the most.',
    schema: { type: 'integer', minimum: 1 },
  },
  skipToken: {
    name: '$skiptoken',
    in: 'query',
    description: 'Where a page begins: it stands in the nextLink of the page before.',
    schema: text,
  },
  ifMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'Entity tags, one of which the resource must have; * for any. Else 412.',
    schema: text,
  },
  ifNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description:
      'Entity tags, none of which the resource may have; * for any. Else 304 to a GET, and 412 to all others.',
    schema: text,
  },
  repeatabilityRequestId: {
    name: 'Repeatability-Request-ID',
    in: 'header',
    description:
      'A UUID of this request alone: sent again with the same, it is done once and answered as before. ' +
      'Never without Repeatability-First-Sent.',
    schema: { type: 'string', format: 'uuid' },
  },
  repeatabilityFirstSent: {
    name: 'Repeatability-First-Sent',
    in: 'header',
    description: 'When the request was sent for the first time, such as Tue, 26 Mar 2019 16:06:51 GMT.',
    schema: text,
  },
}
