import type { Static, TSchema } from 'typebox'
import type { Caller } from '../core/caller.ts'
import type { Factory } from '../core/factory.ts'
import type { NodeRules } from '../core/nodeRules.ts'
import type { ResourceGroup } from '../core/resourceGroup.ts'
import type { Subscription } from '../core/subscription.ts'
import type { Page } from './page.ts'
import type { runtimePath } from './paths.ts'

/** The parameters of a path such as `/subscriptions/:subscriptionId`, by name. */
export type Params<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [K in Name]: string } & Params<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? { readonly [K in Name]: string }
    : unknown

/** The parameters of a path, with those of a scope that it begins with, each of which may be there. */
type Target<Path extends string> = Path extends `{scope}${infer Rest}`
  ? Partial<Params<typeof runtimePath>> & Params<Rest>
  : Params<Path>

/** What the front door has found of the resources above the one that a path names. */
type Parents<Path extends string> = (Path extends `/subscriptions/:subscriptionId${string}`
  ? { readonly subscription: Subscription }
  : unknown) &
  (Path extends `${string}/resourceGroups/:resourceGroupName/${string}`
    ? { readonly resourceGroup: ResourceGroup }
    : unknown) &
  (Path extends `${string}/factories/:factoryName/${string}` ? { readonly factory: Factory } : unknown)

/** Headers of ours that an operation heeds. */
export type OwnHeader = 'x-lazulite-if-unused'

/** What an operation is told of a request. */
export type OperationRequest<Path extends string, Body extends TSchema> = Parents<Path> & {
  /** The names in the URL, in the caller's letter case, matched against their patterns. */
  readonly target: Target<Path>
  readonly caller: Caller
  /** Checked against the schema of the operation; neither coerced nor completed. */
  readonly body: Static<Body>
  /** Makes of a text what nobody but this server can read or change; good for one place alone. */
  seal(place: string, text: string): string
  /** What exports of the audit are signed with: of Ed25519, in PEM. */
  readonly auditKey: string
  readonly nodeRules: NodeRules
  /** A header of the request that the operation heeds; undefined where it was not sent. */
  header(name: OwnHeader): string | undefined
  /** The part of a list that is asked for. */
  readonly page: Page
  /** `$filter`, as it was sent; undefined where it was not. */
  readonly filter: string | undefined
  /** A query parameter that the operation describes in `query`, by its name in lower case; undefined where it was not sent. */
  query(name: string): string | undefined
}
