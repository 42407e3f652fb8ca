import type { Environment } from '../../config/readVariables.ts'

/** Where clients sign in, or look up where. */
export const forSignIn = ['AZURE_AUTHORITY_HOST', 'ARM_CLOUD_METADATA_URL', 'ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST']

/** Where they go then. */
export const forResourceManager = 'ARM_RESOURCE_MANAGER_ENDPOINT'

/** Variables that hold an https address of the server, with or without a path behind. */
export const overHttps = [...forSignIn, forResourceManager]

/** Managed identity, which is not given over https. */
export const overHttp = ['AZURE_POD_IDENTITY_AUTHORITY_HOST', 'ARM_MSI_ENDPOINT', 'IDENTITY_ENDPOINT']

/** A host and a port, without a scheme, where clients look up everything else. */
export const hostName = 'ARM_METADATA_HOSTNAME'

/** Whether any client is pointed anywhere. */
export const hasAddress = (env: Environment): boolean => [...overHttps, hostName].some((name) => env[name])

/** Whether az is the only client that is, by a configuration folder such as `lazulite setup azure-cli` makes. */
export const isForAzAlone = (env: Environment): boolean => !hasAddress(env) && Boolean(env.AZURE_CONFIG_DIR)
