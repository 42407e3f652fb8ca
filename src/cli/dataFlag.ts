import { Settings } from '../config/settings.ts'

/** The flag of the commands that look for a running server. */
export const dataFlag = { ...Settings.properties.data, description: 'Data folder of the running server.' }
