/** What went wrong first, where closing what was open by then went wrong as well. */
export const firstReason = (error: unknown): unknown =>
  error instanceof SuppressedError ? firstReason(error.suppressed) : error
