import type { Corner } from "../account/account.ts";
import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";

/** A topic: what was set of it, and its tags. */
export interface Topic {
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
}

/** The topics of a region, by ARN. */
const corner: Corner<Map<string, Topic>> = { name: "sns.topics", make: () => new Map() };

export const topicsOf = ({ account, region }: Scope): Map<string, Topic> => account.corner(corner, region);

/** The topic of that ARN. Throws NotFound, and InvalidParameter for what is no ARN. */
export function topicAt(scope: Scope, arn: string): Topic {
  checkArn(arn);
  const found = topicsOf(scope).get(arn);
  if (found === undefined) throw new Fault("NotFound", "Topic does not exist", 404);
  return found;
}

/** Throws InvalidParameter for what is no ARN. */
export function checkArn(arn: string): void {
  const parts = arn.split(":").length;
  if (parts < 6) throw invalid(`TopicArn Reason: An ARN must have at least 6 elements, not ${parts}`);
}

/** A parameter that cannot be. */
export function invalid(what: string): Fault {
  return new Fault("InvalidParameter", `Invalid parameter: ${what}`);
}
