/** A GUID, in either letter case, with its hyphens and without braces. */
export const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a text is that. */
export const isGuid = (text: string): boolean => guidPattern.test(text)

/** A GUID as it stands in Azure's messages about roles: without its hyphens. Recorded. */
export const compactGuid = (guid: string): string => guid.replaceAll('-', '')
