import type { AuthKey } from '../core/authKey.ts'

/** What a node is to depend on from now on. */
export const keyOfNode = ({ name, generation, fingerprint }: AuthKey) => ({ name, generation, fingerprint })

/** The same for its eyes: it holds the key, and needs no fingerprint of it. */
export const keyReference = ({ name, generation }: Pick<AuthKey, 'generation' | 'name'>) => ({ name, generation })
