import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

/** Writes files into a folder of the test's own, an object as JSON; answers with the path of the first. */
export const givenFiles = (t: TestContext, files: Readonly<Record<string, object | string>>): string => {
  const folder = temporaryFolder(t)
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return join(folder, Object.keys(files)[0] ?? '')
}

const ovenName = { name: 'ovenName', in: 'path', required: true, type: 'string' }
const oven = '/bakeries/{bakeryName}/ovens/{ovenName}'

/** A document in Microsoft's form, about something else: its parts refer to each other, and to a file beside it. */
export const bakery: Readonly<Record<string, object>> = {
  'bakery.json': {
    swagger: '2.0',
    paths: {
      [oven]: {
        parameters: [{ $ref: '#/parameters/bakeryName' }, ovenName],
        get: {
          operationId: 'Ovens_Get',
          responses: {
            200: { schema: { $ref: '#/definitions/Oven' } },
            304: {},
            default: { schema: { $ref: '#/definitions/Refusal' } },
          },
        },
        delete: { operationId: 'Ovens_Delete', responses: { 200: {}, 204: {} } },
      },
      [`${oven}/heat`]: {
        post: {
          operationId: 'Ovens_Heat',
          'x-ms-long-running-operation': true,
          responses: { 200: { schema: { $ref: '#/definitions/Oven' } }, 202: {} },
        },
      },
    },
    parameters: { bakeryName: { name: 'bakeryName', in: 'path', required: true, type: 'string' } },
    definitions: {
      Oven: {
        allOf: [{ $ref: '#/definitions/Thing' }],
        required: ['bread'],
        properties: {
          bread: { $ref: './kinds/breads.json#/definitions/Bread' },
          state: { type: 'string', enum: ['Cold', 'Hot'], 'x-ms-enum': { modelAsString: true } },
          builtAt: { type: 'string', format: 'date-time' },
          owner: { type: 'string', format: 'uuid' },
          shelves: { type: 'array', items: { type: 'object', properties: { trays: { type: 'integer', minimum: 1 } } } },
          load: { type: 'number', maximum: 1, exclusiveMaximum: true },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          settings: { type: 'object' },
          note: { type: 'string', 'x-nullable': true },
        },
      },
      Thing: { required: ['id'], properties: { id: { type: 'string', pattern: '^/bakeries/[-\\w\\._]+' } } },
      Refusal: {
        required: ['error'],
        properties: { error: { required: ['code'], properties: { code: { type: 'string' } } } },
      },
    },
  },
  'kinds/breads.json': {
    definitions: {
      Bread: {
        type: 'object',
        discriminator: 'type',
        required: ['type'],
        properties: { type: { type: 'string' }, next: { $ref: '#/definitions/Bread' } },
      },
      Rye: {
        'x-ms-discriminator-value': 'Roggen',
        allOf: [{ $ref: '#/definitions/Bread' }],
        required: ['sourdough'],
        properties: { sourdough: { type: 'boolean' } },
      },
      DarkRye: {
        allOf: [{ $ref: '#/definitions/Rye' }],
        properties: { hours: { type: 'integer' } },
      },
    },
  },
}
