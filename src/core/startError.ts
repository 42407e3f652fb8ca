/**
 * Why a start is refused, in one line for the person who typed the command: what is wrong, where, what to do. The
 * program then ends with exit code 1.
 */
export class StartError extends Error {}
