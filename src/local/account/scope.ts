import type { Account } from "./account.ts";
import type { Rulings } from "../policy/denial.ts";
import type { PolicyContext } from "../policy/variables.ts";

/** The caller. The account's root may do everything, an assumed role what its policies allow. */
export interface Caller {
  /** Such as `arn:aws:iam::000000000000:root` or `arn:aws:sts::000000000000:assumed-role/name/session`. */
  readonly arn: string;
  readonly userId: string;
  readonly accessKeyId: string;
  /** May this caller do `action` (`kinesis:PutRecord`) on `resource` (an ARN, or "*")? `about` holds the condition keys of the
   * call. */
  allows(action: string, resource: string, about?: PolicyContext): boolean;
  /** What policies of resources need to know: its names (session and role), those of its whole account, its condition keys, and
   * what its own policies say, by their kind. Absent where no resource asks. */
  readonly names?: readonly string[];
  readonly accountNames?: readonly string[];
  readonly context?: PolicyContext;
  /** The service that acts as a role, such as `logs.amazonaws.com`; absent for everybody else. */
  readonly service?: string;
  /** The tags that a session opened by this caller gets as well. */
  readonly transitiveTags?: ReadonlyMap<string, string>;
  rulings?(action: string, resource: string, about?: PolicyContext): Rulings;
}

/** The account, region and caller of an operation. */
export interface Scope {
  readonly account: Account;
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`, after the region. */
  readonly partition: string;
  readonly caller: Caller;
}

/** One operation of an AWS service: a function of the scope and its input. Throws `Fault`. Sees no HTTP, no XML, no JSON text. */
export type Operation<I, O> = (scope: Scope, input: I) => O | Promise<O>;
