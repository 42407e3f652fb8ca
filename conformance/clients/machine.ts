/** The machine's own environment, without what means this program or the tests that run it. */
export const machine = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith('LAZULITE_') && !['NODE_OPTIONS', 'NODE_TEST_CONTEXT'].includes(name),
    ),
  )
