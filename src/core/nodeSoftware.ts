/** The versions of the node software that a status offers, newest first. Recorded, October 2022. */
export const nodeSoftwareVersions = ['5.20.8244.2', '5.20.8235.2', '5.20.8227.2', '5.19.8214.2', '5.17.8189.1'] as const
