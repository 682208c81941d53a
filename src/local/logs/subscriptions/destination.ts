import type { Target } from "./target.ts";

/** A logical destination: a target that other accounts subscribe to. */
export interface Destination {
  readonly name: string;
  readonly arn: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly tags: Map<string, string>;
  target: Target;
  /** Kept and given back: the only account here owns it, and owners need no policy. */
  accessPolicy?: string;
}

/** A destination as DescribeDestinations lists it. */
export function shownDestination({ name, arn, createdAt, target, accessPolicy }: Destination) {
  return {
    destinationName: name,
    targetArn: target.arn,
    roleArn: target.roleArn,
    ...(accessPolicy === undefined ? {} : { accessPolicy }),
    arn,
    creationTime: createdAt,
  };
}
