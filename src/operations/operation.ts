import type { Static, TSchema } from 'typebox'
import type { AuthKeyMark } from '../core/authKey.ts'
import type { Effects } from '../core/effects.ts'
import type { LongRunningOperation } from '../core/longRunning.ts'
import type { Reader, Store, Transaction } from '../core/store.ts'
import type { OperationRequest, OwnHeader } from './operationRequest.ts'

export type Method = 'DELETE' | 'GET' | 'HEAD' | 'PATCH' | 'POST' | 'PUT'

/** Status → schema of its body; null where there is none. */
export type Replies = Readonly<Record<number, TSchema | null>>

/** One of the replies that an operation says it has. */
export type ReplyOf<R extends Replies> = {
  readonly [Status in keyof R & number]: {
    readonly status: Status
    readonly body: R[Status] extends TSchema ? Static<R[Status]> : undefined
  } & Outcome
}[keyof R & number]

/** What there is to tell of a deed beside its answer. */
interface Outcome {
  /** Whose end the caller must wait for; told in headers. */
  readonly begun?: LongRunningOperation
  /** Keys that were made without being shown. For the audit. */
  readonly made?: readonly AuthKeyMark[]
  /** Keys that the body shows. For the audit, too. */
  readonly shown?: readonly AuthKeyMark[]
  /** What the caller is not told. For the log. */
  readonly logged?: Readonly<Record<string, unknown>>
}

/** Something that an operation looks at in the query. */
export interface QueryParameter {
  /** In words. */
  readonly description: string
  readonly isRequired?: true
}

/**
 * One Azure operation, whole: where it is mounted, what it takes and answers, and what it does. The router, the role
 * check, the quota, the list of operations and the tests that hold for all of them are read off this value.
 */
interface Description<Path extends string, Body extends TSchema, R extends Replies> {
  /** The `operationId` of Microsoft's own document; also the path of the file. */
  readonly id: string
  /** Whether Azure has nothing like it. */
  readonly isOurs?: true
  readonly method: Method
  /** Beginning with `{scope}` where it is mounted at every scope that roles are given at. */
  readonly path: Path
  /**
   * The RBAC action that the caller must hold; its last word says which quota the call counts against. Undefined for
   * what anybody may ask who is signed in.
   */
  readonly action: string | undefined
  /** Whether anybody who is signed in may ask it of the tenant itself, though it needs its action at every other scope. */
  readonly isOpenAtTenant?: true
  /** Whether the action on a part of what is asked about is enough: the answer then has that part alone. */
  readonly isOpenToParts?: true
  /** What the operation does, in a few words of ours. */
  readonly summary: string
  /** Schema of the JSON body, optional where none need be sent; null for an operation that takes none and looks at none. */
  readonly body: Body | null
  readonly replies: R
  /** What may stand in `$filter`, in words; undefined for an operation that does not look at it. */
  readonly filter?: string
  /** What else it looks at in the query, beside what all operations have and `$filter`: by name, in lower case. */
  readonly query?: Readonly<Record<string, QueryParameter>>
  /** Headers of ours that it heeds, and what each says, in words. */
  readonly ownHeaders?: Readonly<Partial<Record<OwnHeader, string>>>
  /**
   * The entity tag of what the path names as it is now, undefined where it is not there. An operation that has it heeds
   * `If-Match` and `If-None-Match`.
   */
  etag?(request: OperationRequest<Path, Body>, tx: Reader): Promise<string | undefined>
}

/**
 * A change runs in a transaction of its own, and is on the disk before it is answered; a read cannot write. A task makes
 * as many transactions as it needs, one after another, and so may end halfway: it is one that can be begun again.
 */
type Deed<Request, Reply> =
  | { readonly effect: 'change'; handle(request: Request, tx: Transaction, effects: Effects): Promise<Reply> }
  | { readonly effect: 'read'; handle(request: Request, tx: Reader, effects: Effects): Promise<Reply> }
  | { readonly effect: 'task'; handle(request: Request, store: Store, effects: Effects): Promise<Reply> }

export type Operation<Path extends string, Body extends TSchema, R extends Replies> = Description<Path, Body, R> &
  Deed<OperationRequest<Path, Body>, ReplyOf<R>>

/** Checks an operation's types while keeping them; does nothing at run time. */
export const operation = <const Path extends string, Body extends TSchema, const R extends Replies>(
  value: Operation<Path, Body, R>,
): Operation<Path, Body, R> => value

/** Any of the operations, as the list of all has them: the request of each is its own, and no common one exists. */
export type AnyOperation = Omit<Description<string, TSchema, Replies>, 'etag'> &
  // biome-ignore lint/suspicious/noExplicitAny: `mount` builds the request that the path of each operation asks for.
  Deed<any, AnyReply> & { etag?(request: any, tx: Reader): Promise<string | undefined> }

export interface AnyReply extends Outcome {
  readonly status: number
  readonly body: unknown
  /** An earlier answer, given once more. */
  readonly isRepeat?: true
}

export const ok = <Body>(body: Body) => ({ status: 200, body }) as const
export const created = <Body>(body: Body) => ({ status: 201, body }) as const
/** Begun; the headers say where to ask how it goes. */
export const accepted = (begun: LongRunningOperation) => ({ status: 202, body: undefined, begun }) as const
export const empty = <const Status extends number>(status: Status) => ({ status, body: undefined }) as const
