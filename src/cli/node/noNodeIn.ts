import { StartError } from '../../core/startError.ts'

/** @param stateFile absolute. */
export const noNodeIn = (stateFile: string): StartError =>
  new StartError(`there is no ${stateFile}, and so no node that is registered: say with --state where it keeps its own`)
