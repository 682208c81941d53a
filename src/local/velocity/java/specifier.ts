/** One `%…` of a format. */
export interface Specifier {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  /** The letter, in lower case. */
  readonly conversion: string;
}
