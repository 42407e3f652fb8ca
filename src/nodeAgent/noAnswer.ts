/** The server was not reached, or has not answered: whether it has done what was asked is not known. */
export class NoAnswer extends Error {}
