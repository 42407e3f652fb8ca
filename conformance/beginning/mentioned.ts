/** The resources that a path or an id leads through, in the letter case that they have there. */
export interface Mentioned {
  readonly subscriptionId: string | undefined
  readonly resourceGroupName: string | undefined
  readonly factoryName: string | undefined
  readonly integrationRuntimeName: string | undefined
  /** Whether it ends with the innermost of them: it is about that one, and not about something in it. */
  readonly isItself: boolean
  /** The first word behind the innermost of them: the type of something in it, or what is done with it. */
  readonly below: string | undefined
}

const resource = new RegExp(
  '^/subscriptions/(?<subscriptionId>[^/]+)' +
    '(?:/resourcegroups/(?<resourceGroupName>[^/]+)' +
    String.raw`(?:/providers/Microsoft\.DataFactory/factories/(?<factoryName>[^/]+)` +
    '(?:/integrationruntimes/(?<integrationRuntimeName>[^/]+))?)?)?(?:/(?<below>[^/]+).*)?$',
  'i',
)

/** What a path, as it is sent, or an id leads through. */
export const mentionedIn = (path: string): Mentioned => {
  const { subscriptionId, resourceGroupName, factoryName, integrationRuntimeName, below } =
    resource.exec(decoded(path))?.groups ?? {}
  const isItself = subscriptionId !== undefined && below === undefined
  return { subscriptionId, resourceGroupName, factoryName, integrationRuntimeName, isItself, below }
}

/** Whether a path, as it is sent, leads through Data Factory, or to its registration. */
export const isOfDataFactory = (path: string): boolean => /\/providers\/Microsoft\.DataFactory(\/|$)/i.test(path)

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
