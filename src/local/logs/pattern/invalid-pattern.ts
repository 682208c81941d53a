/** A filter pattern that cannot be read. AWS does not say why. */
export class InvalidPattern extends Error {}
