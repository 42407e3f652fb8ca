import { join } from 'node:path'

/** The configuration folder that az has for the server on a data folder. */
export const azFolderIn = (data: string): string => join(data, 'az')
