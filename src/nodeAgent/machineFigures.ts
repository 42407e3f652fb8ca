import { cpus, freemem } from 'node:os'
import type { AgentParts } from './agentParts.ts'
import { type NetworkBytes, networkBytes } from './networkBytes.ts'

/** How busy this machine is, by the names of the wire. */
export type MachineFigures = Readonly<
  Record<'availableMemoryInMB' | 'concurrentJobsRunning' | 'cpuUtilization' | 'receivedBytes' | 'sentBytes', number>
>

/**
 * Begins to watch this machine, and logs what it does not tell.
 *
 * @returns what tells its figures: memory as it is, all others since they were last asked for. Bytes are 0 on a machine
 * that does not tell them, and jobs are 0 because this agent runs none.
 */
export const watchMachine = async (log: AgentParts['log']): Promise<() => Promise<MachineFigures>> => {
  let work = cpuTime()
  let network = await networkBytes()
  if (!network) log.info('this machine does not tell what passes over its network; 0 bytes are told of it')
  return async () => {
    const [workBefore, networkBefore] = [work, network]
    work = cpuTime()
    network = await networkBytes()
    return {
      availableMemoryInMB: Math.floor(freemem() / 2 ** 20),
      cpuUtilization: busyPercent(workBefore, work),
      concurrentJobsRunning: 0,
      sentBytes: passed('sent', networkBefore, network),
      receivedBytes: passed('received', networkBefore, network),
    }
  }
}

interface CpuTime {
  readonly busyMs: number
  readonly wholeMs: number
}

const cpuTime = (): CpuTime => {
  const times = cpus().map(({ times }) => times)
  const wholeMs = times.flatMap((time) => Object.values(time)).reduce((all, one) => all + one, 0)
  return { busyMs: times.reduce((left, { idle }) => left - idle, wholeMs), wholeMs }
}

/** Clocks of processors may be set back by a hair. */
const busyPercent = (before: CpuTime, after: CpuTime): number => {
  const wholeMs = after.wholeMs - before.wholeMs
  const percent = wholeMs <= 0 ? 0 : (100 * (after.busyMs - before.busyMs)) / wholeMs
  return Math.round(Math.min(Math.max(percent, 0), 100))
}

/** A device that is gone takes its bytes along. */
const passed = (way: keyof NetworkBytes, before?: NetworkBytes, after?: NetworkBytes): number =>
  before && after ? Math.max(after[way] - before[way], 0) : 0
