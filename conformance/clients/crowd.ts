/** As many as leave hardly a token of the quota to anybody else. */
const size = 20

/**
 * Others of the same principal, who use up its quota.
 *
 * @param ask does what costs a token, and answers the status.
 * @param until when they stop.
 * @returns when the first of them has been refused.
 */
export const crowd = (ask: () => Promise<number>, until: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const keepAsking = async (): Promise<void> => {
      while (!until.aborted) if ((await ask()) === 429) resolve()
    }
    for (let member = 0; member < size; member += 1) keepAsking().catch(reject)
  })
