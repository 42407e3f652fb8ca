import { builtInWorld } from './builtInWorld.ts'

/** The secret of an application of the built-in world, which everybody knows; undefined for every other application. */
export const wellKnownSecretOf = (clientId: string | undefined): string | undefined =>
  builtInWorld.tenants
    .flatMap(({ applications = [] }) => applications)
    .find((application) => application.clientId === clientId?.toLowerCase())?.secret
