/** The versions of the node software that a status offers, newest first. Recorded, October 2022. */
export const nodeSoftwareVersions = ['5.20.8244.2', '5.20.8235.2', '5.20.8227.2', '5.19.8214.2', '5.17.8189.1'] as const

/** Those on offer that are newer than a version; all of them where there is none. */
export const newerVersions = (version: string | undefined): readonly string[] =>
  nodeSoftwareVersions.filter((offered) => version === undefined || isNewer(offered, version))

/** Versions compare number by number: 5.20 is newer than 5.9. */
const isNewer = (one: string, other: string): boolean => {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number))
  for (const [index, number] of (left ?? []).entries()) {
    const difference = number - (right?.[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return false
}
