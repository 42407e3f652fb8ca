import { execFile } from 'node:child_process'
import type { Environment } from '../config/readVariables.ts'

interface Run {
  /** Found on the `PATH` of the environment below. */
  readonly file: string
  /** No secrets: everybody on the machine can see them. On Windows, nothing that its shell gives a meaning. */
  readonly args: readonly string[]
  readonly env: Environment
  /** What standard input has. */
  readonly input?: string
  /** Killed when it takes longer. */
  readonly patienceMs: number
}

/** How another program ended. */
export type Ran =
  | { readonly ended: 'well'; readonly stdout: string }
  | { readonly ended: 'badly'; readonly stderr: string }
  | { readonly ended: 'tooLate' | 'notThere' }

const mostBytes = 4 * 1024 * 1024

/** Runs another program to its end. */
export const runProgram = ({ file, args, env, input = '', patienceMs }: Run): Promise<Ran> =>
  new Promise((resolve) => {
    // On Windows such programs are batch files, which only its shell can run.
    const shell = process.platform === 'win32'
    const options = { env, shell, timeout: patienceMs, maxBuffer: mostBytes, encoding: 'utf8' } as const
    const child = execFile(file, [...args], options, (error, stdout, stderr) => {
      if (!error) resolve({ ended: 'well', stdout })
      else if (error.code === 'ENOENT') resolve({ ended: 'notThere' })
      else if (error.killed) resolve({ ended: 'tooLate' })
      else resolve({ ended: 'badly', stderr: stderr || error.message })
    })
    // One that ends without reading is told by how it ends.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
