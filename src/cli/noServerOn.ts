import { StartError } from '../core/startError.ts'
import { commandLine } from './commandLine.ts'

/** @param folder as the person wrote it. */
export const noServerOn = (folder: string): StartError =>
  new StartError(
    `no server is running on ${folder}: start one with "${commandLine('start', '--data', folder)}", or say where with --data`,
  )
