import type { Target } from './gate.ts'

/** A path or an action with the names of a URL in the places of its parameters. */
export const fillIn = (template: string, target: Target): string =>
  template.replace(/:(\w+)/g, (_, name: string) => target[name] ?? '')
