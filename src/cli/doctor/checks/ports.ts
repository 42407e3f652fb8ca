import { connect } from 'node:net'
import { flagOf } from '../../../config/spelling.ts'
import type { Check } from '../check.ts'
import { orElse, skipped } from '../finding.ts'
import { patienceMs } from '../patience.ts'
import { wantedPorts } from '../wantedPorts.ts'

/** Whether the ports are free that a start would take, where no server runs. */
export const ports: Check = {
  about: 'ports',
  look: async ({ env, server, isUrlGiven }) => {
    if (!('fault' in server)) return [skipped('not looked at, as the server is running')]
    if (isUrlGiven) return [skipped('--url says where the server is')]
    const wanted = Object.entries(wantedPorts(env)).map(([setting, port]) => ({ setting, port }))
    const taken = await Promise.all(wanted.map(({ port }) => isTaken(port)))
    const faults = wanted
      .filter((_, index) => taken[index])
      .map(
        ({ setting, port }) =>
          `port ${port} is taken, and a start would fail: stop the program that has it, or start with ${flagOf(setting)} and another`,
      )
    return orElse(faults, `${wanted.map(({ port }) => port).join(' and ')} are free`)
  },
}

/** On this machine; 0 picks a free one. */
const isTaken = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    if (port === 0) return resolve(false)
    const socket = connect({ host: 'localhost', port, timeout: patienceMs })
    const answer = (isThere: boolean) => () => {
      resolve(isThere)
      socket.destroy()
    }
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false))
  })
