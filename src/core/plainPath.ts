/** What names in paths are made of. */
const nameText = /^[\p{L}\p{M}\p{N}_.():$~-]*$/u

/**
 * A path as it may be repeated: up to the first part that no name is like. So no key gets into a log or an answer that
 * somebody has put where it does not belong; what comes behind that part may belong to it, since keys have slashes.
 */
export const plainPath = (path: string): string => {
  const parts = path.split('/')
  const end = parts.findIndex((part) => !nameText.test(decoded(part)))
  return end < 0 ? path : [...parts.slice(0, end), '…'].join('/')
}

/** What cannot be decoded is no name either. */
const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return '%'
  }
}
