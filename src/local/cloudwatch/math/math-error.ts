/** An expression that makes no sense. */
export class MathError extends Error {}
