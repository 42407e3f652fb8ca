import { isJsonObject, type JsonObject } from '../../core/json.ts'
import { Variants } from '../variants.ts'
import { ManagedProperties } from './managedProperties.ts'
import { SelfHostedProperties } from './selfHostedProperties.ts'

/** `properties` of an integration runtime, as users write them. */
export const RuntimeProperties = Variants('type', [ManagedProperties, SelfHostedProperties])

/** Without what the service itself says of a runtime: a client that sends it back does not change it. */
export const withoutRuntimeState = ({ state: _, ...properties }: JsonObject): JsonObject => {
  const { typeProperties } = properties
  if (!isJsonObject(typeProperties) || !Object.hasOwn(typeProperties, 'interactiveQuery')) return properties
  const { interactiveQuery: __, ...kept } = typeProperties
  return { ...properties, typeProperties: kept }
}
