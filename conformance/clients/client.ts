/** A program and its arguments. */
export type CommandLine = readonly [string, ...string[]]

/** Where a client is made ready. */
export interface Workshop {
  /** A folder that is thrown away at the end, with a copy of the client's own one in it. */
  readonly folder: string
  /**
   * Looks for a program that people install by themselves.
   *
   * @throws Skip when it is not on this machine.
   */
  need(program: string): Promise<void>
  /**
   * Runs, in the folder, what brings the client here.
   *
   * @throws Skip in its words when it fails: a registry may be out of reach, which is no fault of ours.
   */
  install(command: CommandLine): Promise<void>
  /**
   * Runs, in the folder, what succeeds once everything is there.
   *
   * @throws Error with its last words when it fails all the same.
   */
  build(command: CommandLine): Promise<void>
}

/** Starts a program of the client's language. */
export type StartWith = (file: string) => CommandLine

/** One of the programs with which people call Azure. */
export interface Client {
  /** Also that of its folder here, and of its page in `docs/clients`, whose example is run as it stands. */
  readonly name: string
  /** The program in its folder that tells the story. */
  readonly story: string
  /**
   * Installs what it needs.
   *
   * @returns how its programs are started, in the folder of the workshop.
   * @throws Skip when it cannot be had here.
   */
  prepare(workshop: Workshop): Promise<StartWith>
}
