import { isJsonObject, type JsonObject } from './json.ts'

/** What a linked runtime says of the one that it borrows; undefined for one that borrows none. */
export const linkedInfoOf = ({ type, typeProperties }: JsonObject): JsonObject | undefined =>
  type === 'SelfHosted' && isJsonObject(typeProperties) && isJsonObject(typeProperties.linkedInfo)
    ? typeProperties.linkedInfo
    : undefined
