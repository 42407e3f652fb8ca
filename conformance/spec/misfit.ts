/** Something that is not as the document has it. */
export interface Misfit {
  /** The `operationId` of the document; ours, where the document does not have the operation. */
  readonly operation: string
  /** Within it: `status`, `body.properties.type`, `parameter If-Match`. */
  readonly place: string
  /** What kind of misfit; of an answer's body, a keyword of JSON Schema. */
  readonly kind: string
  /** Read after the place: "must be …". Without any value of an answer: it may be a secret. */
  readonly words: string
}
