/** A subscription filter of a log group, in the members that DescribeSubscriptionFilters shows. */
export interface SubscriptionFilter {
  readonly filterName: string;
  readonly logGroupName: string;
  readonly filterPattern: string;
  readonly destinationArn: string;
  readonly roleArn?: string;
  readonly distribution: "Random" | "ByLogStream";
  readonly applyOnTransformedLogs: boolean;
  /** Milliseconds since 1970. */
  readonly creationTime: number;
}
