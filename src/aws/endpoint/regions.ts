import { BucketLocationConstraint } from "@aws-sdk/client-s3";
import type { Clients } from "../clients.ts";
import { hostSuffix } from "../arns.ts";

/** Where S3 puts a bucket for which no location is named; the SDK's list leaves it out. */
const first = "us-east-1";

/** The regions of the SDK's newest list that are in the partition of `region`, in alphabetical order; an account need not have
 * enabled them all. */
export function regionsOf(clients: Pick<Clients, "apigateway">, region: string): readonly string[] {
  const suffix = hostSuffix(clients, region);
  const all = knownRegions.filter((one) => hostSuffix(clients, one) === suffix);
  return [...new Set([region, ...all])].sort();
}

/** The regions that the SDK knows, of the partitions that have names in public. */
export const knownRegions: readonly string[] = [
  first,
  // "EU" is eu-west-1, as it was called once.
  ...Object.values(BucketLocationConstraint).filter((one) => one !== "EU"),
];
