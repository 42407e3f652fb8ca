/** The resources that a path or an id leads through, in the letter case that they have there. */
export interface Mentioned {
  readonly subscriptionId: string | undefined
  readonly resourceGroupName: string | undefined
  readonly factoryName: string | undefined
  readonly integrationRuntimeName: string | undefined
  /** Whether it ends with the innermost of them: it is about that one, and not about something in it. */
  readonly isItself: boolean
}

const resource = new RegExp(
  '^/subscriptions/(?<subscriptionId>[^/]+)' +
    '(?:/resourcegroups/(?<resourceGroupName>[^/]+)' +
    String.raw`(?:/providers/Microsoft\.DataFactory/factories/(?<factoryName>[^/]+)` +
    '(?:/integrationruntimes/(?<integrationRuntimeName>[^/]+))?)?)?(?<below>/.+)?$',
  'i',
)

/** What a path, as it is sent, or an id leads through. */
export const mentionedIn = (path: string): Mentioned => {
  const { subscriptionId, resourceGroupName, factoryName, integrationRuntimeName, below } =
    resource.exec(decoded(path))?.groups ?? {}
  const isItself = subscriptionId !== undefined && below === undefined
  return { subscriptionId, resourceGroupName, factoryName, integrationRuntimeName, isItself }
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
