/**
 * A GUID, in either letter case, with its hyphens and without braces. Both cases stand in the pattern: a document of the
 * API has no place for a flag.
 */
export const guidPattern = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/

/** Whether a text is that. */
export const isGuid = (text: string): boolean => guidPattern.test(text)

/** A GUID as it stands in Azure's messages about roles: without its hyphens. Recorded. */
export const compactGuid = (guid: string): string => guid.replaceAll('-', '')
