import assert from 'node:assert/strict'
import type { SsisState } from '../../src/core/ssis.ts'
import { runtimeUrl } from './known.ts'
import { ssis } from './runtimeKinds.ts'
import type { Service } from './shareService.ts'

/** Long beside a test, however slow the machine: what was begun ends when the test says so. */
export const operationSeconds = 3600

/** What brings a fresh runtime into each of its states. */
const ways: Readonly<Record<SsisState, readonly ('start' | 'stop' | 'wait')[]>> = {
  Initial: [],
  Starting: ['start'],
  Started: ['start', 'wait'],
  Stopping: ['start', 'wait', 'stop'],
  Stopped: ['start', 'wait', 'stop', 'wait'],
}

export const ssisStates = Object.keys(ways) as readonly SsisState[]

/** A runtime for SSIS in one of its states, on a service whose operations take `operationSeconds`. */
export const givenSsis = async (azure: Service, state: SsisState = 'Initial'): Promise<void> => {
  await azure.givenARuntime(ssis)
  for (const step of ways[state]) {
    if (step === 'wait') azure.skip(operationSeconds * 1000)
    else assert.equal((await azure.send('POST', `${runtimeUrl}/${step}`)).status, 202)
  }
}
