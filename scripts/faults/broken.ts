/** A guarantee does not hold: the message says which, and what was found. */
export class Broken extends Error {}
