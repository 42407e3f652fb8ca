import { Type } from 'typebox'

/** Whether a factory can be reached from the internet. */
export const PublicNetworkAccess = Type.Enum(['Enabled', 'Disabled'])
