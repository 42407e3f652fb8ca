/** Why a client is left out, in words for people: it is not on this machine, or cannot be had from it. */
export class Skip extends Error {}
