/** The versions of the node software that a status offers, newest first. Recorded, October 2022. */
export const nodeSoftwareVersions = ['5.20.8244.2', '5.20.8235.2', '5.20.8227.2', '5.19.8214.2', '5.17.8189.1'] as const

/** What nodes are asked to upgrade to. */
export const latestNodeSoftware = nodeSoftwareVersions[0]

/** One to four numbers, with dots between them. */
export const softwareVersionPattern = /^\d{1,9}(\.\d{1,9}){0,3}$/

/** Those on offer that are newer than a version; all of them where there is none. */
export const newerVersions = (version: string | undefined): readonly string[] =>
  nodeSoftwareVersions.filter((offered) => version === undefined || isNewer(offered, version))

export const versionStatuses = ['None', 'UpToDate', 'UpdateAvailable'] as const
export type VersionStatus = (typeof versionStatuses)[number]

/** Whether there is anything newer than a version on offer; `None` where there is no version. */
export const versionStatusOf = (version: string | undefined): VersionStatus => {
  if (version === undefined) return 'None'
  return newerVersions(version).length > 0 ? 'UpdateAvailable' : 'UpToDate'
}

/** Versions compare number by number: 5.20 is newer than 5.9. */
export const isNewer = (one: string, other: string): boolean => {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number))
  for (const [index, number] of (left ?? []).entries()) {
    const difference = number - (right?.[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return false
}
