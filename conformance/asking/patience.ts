/** Between two polls of one operation, in milliseconds. */
export const pauseMs = 20

/** After so many, an operation is held to have no end. */
export const mostPolls = 500
