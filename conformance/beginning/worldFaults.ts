import { formatPath } from '../../src/faults/fault.ts'
import { schemaFaults } from '../../src/faults/schemaFaults.ts'
import { resourceFaults } from '../../src/world/resourceFaults.ts'
import { type World, WorldSchema } from '../../src/world/worldSchema.ts'

/** What keeps a server from beginning with a world, each with its place in it, by the rules of world files. */
export const worldFaults = (world: World): readonly string[] =>
  [...schemaFaults(WorldSchema, world), ...resourceFaults({ path: [], value: world })].map(
    ({ path, message }) => `${formatPath(path)} ${message}`,
  )
