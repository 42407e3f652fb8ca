import type { Refusal } from './refusal.ts'

/** Whether the server does not know the node any more: somebody has deleted it, or it was silent for too long. */
export const isGone = ({ code }: Refusal): boolean => code !== undefined && goneCodes.includes(code)

const goneCodes: readonly string[] = ['NodeExpired', 'NodeUnknown']
