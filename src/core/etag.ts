import type { Effects } from './effects.ts'

/**
 * A fresh entity tag of Data Factory's own form, as recorded: `0a1b2c3d-0000-0100-0000-73623bd90000`. The last group
 * begins with the second of the write; the first is random, so that two writes within a second differ.
 */
export const newEtag = ({ now, randomBytes }: Pick<Effects, 'now' | 'randomBytes'>): string => {
  const second = Math.floor(now().getTime() / 1000)
  return `${randomBytes(4).toString('hex')}-0000-0100-0000-${second.toString(16).padStart(8, '0')}0000`
}
