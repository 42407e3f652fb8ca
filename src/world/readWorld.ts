import { schemaFaults } from '../faults/schemaFaults.ts'
import { readYamlFile } from '../yamlFile/readYamlFile.ts'
import { identityFaults } from './identityFaults.ts'
import { resourceFaults } from './resourceFaults.ts'
import { wellKnownFaults } from './wellKnownFaults.ts'
import { type World, WorldSchema } from './worldSchema.ts'

/**
 * Reads a world from a YAML file.
 *
 * @throws StartError naming each fault with its line, all at once, and no secret: what is not YAML; or what the schema
 * refuses, what names something that is not there, what is there twice, and what everybody knows.
 */
export const readWorld = async (file: string): Promise<World> => {
  const value = await readYamlFile(file, { kind: 'world file', whole: 'the world', faultsIn })
  return value as World
}

const faultsIn = (value: unknown) => {
  const world = { path: [], value }
  return [
    ...schemaFaults(WorldSchema, value),
    ...identityFaults(world),
    ...resourceFaults(world),
    ...wellKnownFaults(world),
  ]
}
