/** A stream or delivery stream, and the role that may put records into it. */
export interface Target {
  readonly arn: string;
  readonly roleArn: string;
}
