import { readFile } from 'node:fs/promises'

/** What has passed over the network of a machine since it was started. */
export interface NetworkBytes {
  readonly sent: number
  readonly received: number
}

/** That of this machine; undefined where it does not tell: only Linux does, in a file. */
export const networkBytes = async (): Promise<NetworkBytes | undefined> => {
  const text = await readFile('/proc/net/dev', 'utf8').catch(() => undefined)
  return text === undefined ? undefined : parseNetworkBytes(text)
}

/**
 * Adds up what Linux tells of all devices, but for what a machine says to itself. Documented, proc_net_dev(5): a line for
 * each device, with its received bytes first and those sent in the ninth place.
 */
export const parseNetworkBytes = (text: string): NetworkBytes => {
  const devices = text
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([name = '', figures]) => figures !== undefined && name.trim() !== 'lo')
    .map(([, figures = '']) => figures.trim().split(/\s+/).map(Number))
  const sum = (place: number): number => devices.reduce((all, figures) => all + (figures[place] || 0), 0)
  return { received: sum(0), sent: sum(8) }
}
