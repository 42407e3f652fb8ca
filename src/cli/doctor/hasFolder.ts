import type { ReadyLine } from '../../ready.ts'
import { isSameServer } from './isSameServer.ts'
import type { Situation } from './situation.ts'

/** Whether the data folder is that of the server looked at: it is not where --url names one of another machine. */
export const hasFolder = (situation: Situation): situation is Situation & { readonly ready: ReadyLine } => {
  const { ready, url } = situation
  return !(ready instanceof Error) && isSameServer(ready.url, url)
}
