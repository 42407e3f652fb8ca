import type { FastifyInstance } from 'fastify'

export interface ServedPath {
  /** With names of parameters in it, such as `:tenant`. */
  readonly path: string
  readonly methods: readonly string[]
}

/** Every path that a server answers at, read off its router: what is mounted tomorrow is in it, too. */
export const servedPaths = async (app: FastifyInstance): Promise<readonly ServedPath[]> => {
  await app.ready()
  const above: string[] = []
  const served: ServedPath[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', segment = '', methods] = /^([│ ]*)(?:├|└)── (\S*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    if (segment === '') continue
    above.length = indent.length / 4
    above.push(segment)
    if (methods !== undefined) served.push({ path: above.join(''), methods: methods.split(', ') })
  }
  return served
}
