import type { Situation } from './situation.ts'

/** The addresses that the server is known to have: the plain one is told in its data folder alone. */
export const ownAddresses = ({ url, ready }: Pick<Situation, 'ready' | 'url'>): readonly string[] =>
  ready instanceof Error ? [url] : [url, ready.httpUrl]
